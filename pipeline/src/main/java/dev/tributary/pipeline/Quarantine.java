// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

/**
 * Rows that are refused go to the table {@code <table>__quarantine}, in the same load as the
 * others, each with the reason and its raw text; {@link Pipeline#replay} reads them again. Past a
 * limit the load fails and nothing of it is visible. Immutable.
 *
 * @param rowsMax the most rows of one load that may be refused
 * @param shareMax the largest share of a load's rows that may be refused, from 0 to 1
 */
public record Quarantine(long rowsMax, double shareMax) {

  /** As many rows as there are. */
  public static final Quarantine UNLIMITED = new Quarantine(Long.MAX_VALUE, 1);

  public Quarantine {
    if (rowsMax < 0 || !(shareMax >= 0 && shareMax <= 1)) {
      throw new IllegalArgumentException(
          "A quarantine takes 0 rows or more and a share from 0 to 1, not "
              + rowsMax
              + " and "
              + shareMax);
    }
  }

  boolean isExceeded(long refused, long rows) {
    return refused > rowsMax || refused > shareMax * (refused + rows);
  }
}
