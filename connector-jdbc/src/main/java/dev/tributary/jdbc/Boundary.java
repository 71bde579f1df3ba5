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
 * number and a {@link Sketch}, from which it can be told which rows came and went since, as long as
 * these are not too many.
 *
 * @param last the value as {@link CursorColumns} writes it
 * @param count how many rows carry it
 * @param seen the hashes; empty when there are more than {@link #SEEN_MAX}
 * @param sketch of the rows' hashes when there are more than {@link #SEEN_MAX}
 */
record Boundary(String last, long count, List<String> seen, Sketch sketch) {

  /** So that a position stays below 4 KB. */
  static final int SEEN_MAX = 128;

  static final int TEXT_BYTES_MAX = 800;

  Boundary {
    seen = List.copyOf(seen);
  }

  static Boundary at(String last) {
    return new Boundary(last, 0, List.of(), Sketch.EMPTY);
  }

  boolean isListed() {
    return count == seen.size();
  }

  Boundary with(String hash) {
    return isListed() && count < SEEN_MAX
        ? listed(List.of(hash))
        : new Boundary(last, count + 1, List.of(), sketched().with(RowHash.number(hash)));
  }

  /** The rows of both, which carry the same value and are different rows. */
  Boundary and(Boundary other) {
    return isListed() && other.isListed() && count + other.count <= SEEN_MAX
        ? listed(other.seen)
        : new Boundary(last, count + other.count, List.of(), sketched().and(other.sketched()));
  }

  /** The rows as a sketch, however many they are. */
  Sketch sketched() {
    Sketch all = sketch;
    for (String hash : seen) {
      all = all.with(RowHash.number(hash));
    }
    return all;
  }

  Fields fields() {
    Fields fields = Fields.of("last", last).with("count", count);
    return isListed()
        ? fields.with("seen", String.join("", seen))
        : fields.with("seen", "").with("sketch", sketch.text());
  }

  static Boundary of(Fields fields) {
    String seen = fields.text("seen");
    List<String> hashes = new ArrayList<>();
    for (int i = 0; i + RowHash.LENGTH <= seen.length(); i += RowHash.LENGTH) {
      hashes.add(seen.substring(i, i + RowHash.LENGTH));
    }
    Sketch sketch = fields.optionalText("sketch").map(Sketch::of).orElse(Sketch.EMPTY);
    return new Boundary(fields.text("last"), fields.number("count"), hashes, sketch);
  }

  private Boundary listed(List<String> others) {
    List<String> all = new ArrayList<>(seen);
    all.addAll(others);
    return new Boundary(last, all.size(), all, Sketch.EMPTY);
  }
}
