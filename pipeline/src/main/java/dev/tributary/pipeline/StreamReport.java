// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.check.CheckOutcome;
import dev.tributary.schema.SchemaChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run did with one stream. Immutable.
 *
 * @param table the root table
 * @param loads those that this run made visible, in order
 * @param tally what became of the rows of those loads; rows of children are not counted
 * @param files and {@code bytes}: as stored
 * @param changes to schemas, by table; also those of a load that failed later
 * @param unseen per table, fields that the source no longer sends and the last load that had them
 * @param checks how each of the stream's checks ended, over all loads and the one that failed;
 *     empty when none was answered
 * @param position where the next run goes on
 * @param elapsed wall time
 * @param failure why it stopped early; loads before that stay
 */
public record StreamReport(
    String stream,
    TableName table,
    List<LoadId> loads,
    Tally tally,
    long files,
    long bytes,
    Map<TableName, List<SchemaChange>> changes,
    Map<TableName, Map<String, LoadId>> unseen,
    List<CheckOutcome> checks,
    Position position,
    Duration elapsed,
    Optional<TributaryException> failure) {

  /** Rows of those loads that went to the stream's tables. */
  public long rows() {
    return tally.rows();
  }
}
