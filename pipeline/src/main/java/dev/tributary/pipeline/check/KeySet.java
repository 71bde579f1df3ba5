// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.util.function.LongPredicate;

/**
 * Keys of 128 bits in open addressing, at most two thirds full: 24 to 48 bytes each. Owned by one
 * thread.
 */
final class KeySet {

  private static final int FIRST_SLOTS = 1 << 10;

  private long[] highs = new long[FIRST_SLOTS];
  private long[] lows = new long[FIRST_SLOTS];
  private int size;
  private boolean hasZero;

  int size() {
    return size + (hasZero ? 1 : 0);
  }

  /** Returns false when it was there. */
  boolean add(long high, long low) {
    if (high == 0 && low == 0) {
      boolean added = !hasZero;
      hasZero = true;
      return added;
    }
    int slot = slot(high, low);
    if (isTaken(slot)) {
      return false;
    }
    put(slot, high, low);
    if (size * 3L > highs.length * 2L) {
      rebuild(highs.length * 2, any -> true);
    }
    return true;
  }

  boolean contains(long high, long low) {
    return (high == 0 && low == 0) ? hasZero : isTaken(slot(high, low));
  }

  /** Takes the key out, if it is there: those behind it move up. */
  void remove(long high, long low) {
    if (high == 0 && low == 0) {
      hasZero = false;
      return;
    }
    int slot = slot(high, low);
    if (!isTaken(slot)) {
      return;
    }
    clear(slot);
    for (int next = next(slot); isTaken(next); next = next(next)) {
      long nextHigh = highs[next];
      long nextLow = lows[next];
      clear(next);
      put(slot(nextHigh, nextLow), nextHigh, nextLow);
    }
  }

  /** Keeps the keys whose upper half the predicate takes. */
  void retain(LongPredicate high) {
    hasZero &= high.test(0);
    rebuild(highs.length, high);
  }

  void clear() {
    retain(any -> false);
  }

  private void rebuild(int slots, LongPredicate kept) {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    highs = new long[slots];
    lows = new long[slots];
    size = 0;
    for (int i = 0; i < oldHighs.length; i++) {
      if ((oldHighs[i] != 0 || oldLows[i] != 0) && kept.test(oldHighs[i])) {
        put(slot(oldHighs[i], oldLows[i]), oldHighs[i], oldLows[i]);
      }
    }
  }

  /** Where the key is, or would be. */
  private int slot(long high, long low) {
    int slot = (int) low & (highs.length - 1);
    while (isTaken(slot) && (highs[slot] != high || lows[slot] != low)) {
      slot = next(slot);
    }
    return slot;
  }

  private int next(int slot) {
    return (slot + 1) & (highs.length - 1);
  }

  private boolean isTaken(int slot) {
    return highs[slot] != 0 || lows[slot] != 0;
  }

  private void put(int slot, long high, long low) {
    highs[slot] = high;
    lows[slot] = low;
    size++;
  }

  private void clear(int slot) {
    highs[slot] = 0;
    lows[slot] = 0;
    size--;
  }
}
