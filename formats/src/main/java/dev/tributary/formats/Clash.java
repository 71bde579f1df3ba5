// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

/**
 * A value is of another kind than its column in this batch: the batch ends before its row. It is
 * thrown through the recursion of a row, often on some inputs, so it has no stack trace.
 */
final class Clash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Clash() {
    super("A value of another kind", null, false, false);
  }
}
