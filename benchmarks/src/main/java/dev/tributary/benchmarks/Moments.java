// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.time.Instant;

/** Points in time as APIs write them. */
final class Moments {

  private static final long MICROS = 1_000_000;

  private Moments() {}

  /** With six digits after the point, in UTC. */
  static String text(long micros) {
    long fraction = Math.floorMod(micros, MICROS);
    String seconds = Instant.ofEpochSecond(Math.floorDiv(micros, MICROS)).toString();
    return seconds.substring(0, seconds.length() - 1)
        + "."
        + Long.toString(MICROS + fraction).substring(1)
        + "Z";
  }
}
