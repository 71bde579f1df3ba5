// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.source.RefusedRow;

/**
 * One row that does not go to its table, as the quarantine keeps it. Immutable.
 *
 * @param place the field that is at fault, or where the row stands in the source
 * @param schema of the row, as JSON; empty where the source could not read it
 */
record Refused(ErrorCode code, String place, String reason, String row, String schema) {

  static Refused unread(RefusedRow row) {
    return new Refused(row.code(), row.place(), row.reason(), row.raw(), "");
  }
}
