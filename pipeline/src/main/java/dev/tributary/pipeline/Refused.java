// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.evolution.RowText;
import dev.tributary.source.RefusedRow;
import dev.tributary.state.PlainJson;
import dev.tributary.state.SchemaJson;

/**
 * One row that does not go to its table, as the quarantine keeps it. Immutable.
 *
 * @param place the field that is at fault, or where the row stands in the source
 * @param schema of the row, as JSON; empty where the source could not read it
 */
record Refused(ErrorCode code, String place, String reason, String row, String schema) {

  static Refused row(Batch batch, int row, Refusal refusal) {
    return new Refused(
        refusal.code(),
        refusal.field().toString(),
        refusal.reason(),
        RowText.json(batch, row),
        PlainJson.write(SchemaJson.toFields(batch.schema())));
  }

  /**
   * @param secret whether the row may hold what nobody may read; then its text, in which that
   *     cannot be found, is not kept
   * @param place where the row stands, as far as that may be read
   */
  static Refused unread(RefusedRow row, boolean secret, String place) {
    return new Refused(row.code(), place, row.reason(), secret ? "" : row.raw(), "");
  }
}
