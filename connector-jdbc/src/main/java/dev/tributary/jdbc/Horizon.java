// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Which transactions of PostgreSQL a read has seen: what they wrote was read, what others wrote was
 * not, even where its cursor is less than the last one read. Immutable.
 *
 * <p>Every row says which transaction wrote it ({@code xmin}). Those below {@code base} had all
 * ended when the round's snapshot was taken, and none from {@code limit} on was read. Of those
 * between, a snapshot does not say enough: the numbers of subtransactions are not in it. So the
 * horizon keeps which of them had written rows that were read. A transaction that was still running
 * is not among them, nor are its subtransactions.
 *
 * @param base the oldest transaction that was running, as a number of 64 bits
 * @param limit the first transaction that was not read
 * @param next the first transaction that had not begun
 * @param read which transactions, counted from {@code base}, wrote rows that were read
 * @param floor the least cursor that a transaction which was not read can still bring; empty when
 *     none is known
 * @param floors what {@link Floors} keeps
 */
record Horizon(
    long base, long limit, long next, BitSet read, Optional<String> floor, List<Fields> floors) {

  /**
   * More running transactions than this, and the newest rows wait: so that positions stay small.
   */
  static final int WINDOW_MAX = 4_096;

  private static final long MASK = 0xffff_ffffL;
  private static final String XMIN = "xmin::text::bigint";

  /** Numbers below it mean rows that are older than any transaction. */
  private static final int FIRST_NORMAL = 3;

  Horizon {
    read = (BitSet) read.clone();
    floors = List.copyOf(floors);
  }

  static Horizon of(Fields fields) {
    return new Horizon(
        fields.number("base"),
        fields.number("limit"),
        fields.number("next"),
        BitSet.valueOf(Base64.getDecoder().decode(fields.text("read"))),
        fields.optionalText("floor"),
        fields.list("floors", Fields.class));
  }

  Horizon with(BitSet newRead) {
    return new Horizon(base, limit, next, newRead, floor, floors);
  }

  Horizon withFloor(Optional<String> newFloor) {
    return new Horizon(base, limit, next, read, newFloor, floors);
  }

  Fields fields() {
    Fields fields =
        Fields.of("base", base)
            .with("limit", limit)
            .with("next", next)
            .with("read", Base64.getEncoder().encodeToString(read.toByteArray()));
    fields = floors.isEmpty() ? fields : fields.with("floors", floors);
    return floor.isPresent() ? fields.with("floor", floor.get()) : fields;
  }

  long window() {
    return limit - base;
  }

  /**
   * A condition of SQL: the row was written by a transaction that was not read.
   *
   * @param now the first transaction that has not begun yet; what seems later is ages old
   */
  String unread(long now) {
    String before = "(" + XMIN + " < " + FIRST_NORMAL + " OR " + offset() + " >= " + (now - base);
    if (window() == 0) {
      return "(NOT " + before + "))";
    }
    return "(CASE WHEN "
        + before
        + ") THEN false WHEN "
        + offset()
        + " >= "
        + window()
        + " THEN true ELSE get_bit(decode('"
        + hex()
        + "', 'hex'), ("
        + offset()
        + ")::int) = 0 END)";
  }

  /** Whether rows wait for the next round: what came after the limit and had ended. */
  boolean holdsBack() {
    return window() == WINDOW_MAX;
  }

  /** A condition of SQL: the row is not one of those that wait for the next round. */
  String notHeldBack() {
    return "("
        + XMIN
        + " < "
        + FIRST_NORMAL
        + " OR "
        + offset()
        + " NOT BETWEEN "
        + window()
        + " AND "
        + (next - base - 1)
        + ")";
  }

  /** A condition of SQL: the row was written by one of the transactions between. */
  String between() {
    return "(" + XMIN + " >= " + FIRST_NORMAL + " AND " + offset() + " < " + window() + ")";
  }

  /** How many transactions after {@code base} the row's came, as SQL. */
  String offset() {
    return "((" + XMIN + " - " + (base & MASK) + ") & " + MASK + ")";
  }

  private String hex() {
    byte[] bytes = new byte[(int) (window() / Byte.SIZE) + 1];
    byte[] set = read.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
