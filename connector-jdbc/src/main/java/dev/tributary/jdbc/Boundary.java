// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * The last value of a cursor that was read, and which rows that carry it: so that rows which come
 * later with the same value are told from these. Immutable.
 *
 * <p>The rows are kept as hashes, up to {@link #SEEN_MAX} of them. More than that are kept as their
 * number and the sum of their hashes: in order of cursor and key the first so many rows that carry
 * the value must be the same ones, and the rest is new.
 *
 * @param last the value as {@link CursorValue} writes it
 * @param count how many rows carry it
 * @param sum of the rows' hashes
 * @param seen the hashes; empty when there are more than {@link #SEEN_MAX}
 */
record Boundary(String last, long count, long sum, List<String> seen) {

  /** So that a position stays below 4 KB. */
  static final int SEEN_MAX = 160;

  static final int TEXT_BYTES_MAX = 800;

  Boundary {
    seen = List.copyOf(seen);
  }

  static Boundary at(String last) {
    return new Boundary(last, 0, 0, List.of());
  }

  boolean isListed() {
    return count == seen.size();
  }

  Boundary with(String hash) {
    return new Boundary(
        last, count + 1, sum + RowHash.number(hash), isListed() ? more(List.of(hash)) : List.of());
  }

  /** The rows of both, which carry the same value and are different rows. */
  Boundary and(Boundary other) {
    boolean listed = isListed() && other.isListed();
    return new Boundary(
        last, count + other.count, sum + other.sum, listed ? more(other.seen) : List.of());
  }

  Fields fields() {
    return Fields.of("last", last)
        .with("count", count)
        .with("sum", sum)
        .with("seen", String.join("", seen));
  }

  static Boundary of(Fields fields) {
    String seen = fields.text("seen");
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i + RowHash.LENGTH <= seen.length(); i += RowHash.LENGTH) {
      hashes.add(seen.substring(i, i + RowHash.LENGTH));
    }
    return new Boundary(fields.text("last"), fields.number("count"), fields.number("sum"), hashes);
  }

  private List<String> more(List<String> others) {
    if (seen.size() + others.size() > SEEN_MAX) {
      return List.of();
    }
    List<String> all = new ArrayList<>(seen);
    all.addAll(others);
    return all;
  }
}
