// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import java.util.Optional;

/**
 * The forms of positions. A full read: {@code done}. A read by cursor: its name and a {@link
 * Boundary}. Within a split that is read in the order of the key, also the last key; within a full
 * read that has no such order, {@code unordered}; by pages, how many rows. A read by cursor of
 * PostgreSQL also keeps what it has {@code seen}: a {@link Horizon}.
 */
final class Positions {

  private static final int VERSION = 1;

  private Positions() {}

  static Position done() {
    return position(Fields.of("done", true));
  }

  /** The end of a split of several, with the rows that carry the greatest value of the round. */
  static Position doneWith(Boundary boundary) {
    return position(Fields.of("done", true).with("at", boundary.fields()));
  }

  static Position byCursor(String cursor, Boundary boundary, Optional<Fields> seen) {
    Fields fields = Fields.of("cursor", cursor).with("at", boundary.fields());
    return position(seen.isPresent() ? fields.with("seen", seen.get()) : fields);
  }

  static Position byKey(String after, Optional<Boundary> boundary) {
    return within(Fields.of("after", after), boundary);
  }

  /** After so many rows, which come in the same order when they are read again. */
  static Position byPlace(long rows, Optional<Boundary> boundary) {
    return within(Fields.of("rows", rows), boundary);
  }

  private static Position within(Fields fields, Optional<Boundary> boundary) {
    return position(boundary.isPresent() ? fields.with("at", boundary.get().fields()) : fields);
  }

  static Position unordered() {
    return position(Fields.of("unordered", true));
  }

  static boolean isDone(Position position) {
    return position.fields().flag("done");
  }

  static Optional<Boundary> boundary(Position position) {
    return position.fields().optionalFields("at").map(Boundary::of);
  }

  /** Positions of an earlier version hold whole numbers. */
  static Optional<String> after(Position position) {
    return Optional.ofNullable(position.fields().asMap().get("after")).map(Object::toString);
  }

  static long rows(Position position) {
    return position.fields().optionalNumber("rows").orElse(0L);
  }

  /** What reads up to this position had seen, where rows say who wrote them. */
  static Optional<Fields> seen(Position position) {
    return position.fields().optionalFields("seen");
  }

  static boolean isUnordered(Position position) {
    return position.fields().flag("unordered");
  }

  /**
   * Where a round by this cursor begins; empty for the start.
   *
   * @throws TributaryException {@code POSITION_UNKNOWN} when the position was reached by other
   *     means
   */
  static Optional<Boundary> start(Optional<String> cursor, Position from) {
    if (from.isStart()) {
      return Optional.empty();
    }
    if (from.fields().optionalNumber("version").orElse(0L) != VERSION) {
      throw unknown("The position was not written by this version of the source");
    }
    Optional<String> before = from.fields().optionalText("cursor");
    if (!before.equals(cursor)) {
      throw unknown("The position was reached " + by(before) + ", not " + by(cursor));
    }
    return boundary(from);
  }

  static TributaryException unknown(String message) {
    return new TributaryException(
        ErrorCode.POSITION_UNKNOWN,
        message,
        "Reset the stream's position to read again from the start");
  }

  private static String by(Optional<String> cursor) {
    return cursor.map(name -> "by cursor '" + name + "'").orElse("by a full read");
  }

  private static Position position(Fields fields) {
    return new Position(fields.with("version", VERSION));
  }
}
