// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A set of any size in little space, from which the difference to a similar set can be told: an
 * invertible Bloom lookup table (Goodrich and Mitzenmacher 2011). Each number is added to three
 * cells; where two sets are subtracted, what both have is gone, and a cell in which one number is
 * left tells it. Immutable.
 */
final class Sketch {

  static final Sketch EMPTY = empty();

  private static final int PARTS = 3;
  private static final int PART_CELLS = 32;
  private static final int CELLS = PARTS * PART_CELLS;
  private static final int CELL_BYTES = 2 * Integer.BYTES + Long.BYTES;

  private final int[] counts;
  private final long[] sums;
  private final int[] checks;

  private Sketch(int[] counts, long[] sums, int[] checks) {
    this.counts = counts;
    this.sums = sums;
    this.checks = checks;
  }

  private static Sketch empty() {
    return new Sketch(new int[CELLS], new long[CELLS], new int[CELLS]);
  }

  /** What only one of two sets has. */
  record Difference(Set<Long> added, Set<Long> removed) {}

  static Sketch of(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    Sketch sketch = empty();
    for (int i = 0; i < CELLS && bytes.remaining() >= CELL_BYTES; i++) {
      sketch.counts[i] = bytes.getInt();
      sketch.sums[i] = bytes.getLong();
      sketch.checks[i] = bytes.getInt();
    }
    return sketch;
  }

  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(CELLS * CELL_BYTES);
    for (int i = 0; i < CELLS; i++) {
      bytes.putInt(counts[i]).putLong(sums[i]).putInt(checks[i]);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  Sketch with(long number) {
    Sketch more = copy();
    more.add(number, 1);
    return more;
  }

  /** The numbers of both, which have none in common. */
  Sketch and(Sketch other) {
    return combined(other, 1);
  }

  /** The numbers that another one of these sets has not. */
  Sketch less(Sketch other) {
    return combined(other, -1);
  }

  /** What this set has more and less than another; empty when that is too much to tell. */
  Optional<Difference> minus(Sketch other) {
    Sketch left = less(other);
    Difference difference = new Difference(new HashSet<>(), new HashSet<>());
    while (left.peel(difference)) {
      // Each number that is told may leave others alone in their cells.
    }
    return left.equals(EMPTY) ? Optional.of(difference) : Optional.empty();
  }

  private Sketch combined(Sketch other, int sign) {
    Sketch both = copy();
    for (int i = 0; i < CELLS; i++) {
      both.counts[i] += sign * other.counts[i];
      both.sums[i] ^= other.sums[i];
      both.checks[i] += sign * other.checks[i];
    }
    return both;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sketch that
        && Arrays.equals(counts, that.counts)
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(checks, that.checks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return text();
  }

  /** Takes out the numbers that are alone in a cell: false when there are none. */
  private boolean peel(Difference difference) {
    boolean any = false;
    for (int i = 0; i < CELLS; i++) {
      int sign = counts[i];
      long number = sums[i];
      if ((sign == 1 || sign == -1) && checks[i] == sign * check(number)) {
        add(number, -sign);
        Set<Long> told = sign == 1 ? difference.added() : difference.removed();
        if (!told.add(number)) {
          return false; // Not one number, but several that seem to be it.
        }
        any = true;
      }
    }
    return any;
  }

  private void add(long number, int sign) {
    for (int part = 0; part < PARTS; part++) {
      int cell = cell(number, part);
      counts[cell] += sign;
      sums[cell] ^= number;
      checks[cell] += sign * check(number);
    }
  }

  /** Numbers are hashes already; the parts look at different mixtures of their bits. */
  private static int cell(long number, int part) {
    return part * PART_CELLS + (int) ((mixed(number + part) >>> 40) % PART_CELLS);
  }

  private static int check(long number) {
    return (int) mixed(number + PARTS);
  }

  private static long mixed(long number) {
    long mixed = number * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L;
    return mixed ^ (mixed >>> 32);
  }

  private Sketch copy() {
    return new Sketch(counts.clone(), sums.clone(), checks.clone());
  }
}
