// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

/**
 * What became of the rows that were read. Immutable.
 *
 * @param rows that went to the stream's tables; those of children are not counted
 * @param quarantined refused rows that are kept in the quarantine table
 * @param discarded refused rows that are kept nowhere, as the contract says
 */
public record Tally(long rows, long quarantined, long discarded) {

  public static final Tally NONE = new Tally(0, 0, 0);

  long read() {
    return rows + quarantined + discarded;
  }

  Tally plus(Tally other) {
    return new Tally(
        rows + other.rows, quarantined + other.quarantined, discarded + other.discarded);
  }

  Tally withRows(long more) {
    return new Tally(rows + more, quarantined, discarded);
  }

  Tally withQuarantined(long more) {
    return new Tally(rows, quarantined + more, discarded);
  }

  Tally withDiscarded(long more) {
    return new Tally(rows, quarantined, discarded + more);
  }
}
