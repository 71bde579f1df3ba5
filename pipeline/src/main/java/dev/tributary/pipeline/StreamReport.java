// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
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
 * @param rows visible rows of those loads, all tables together
 * @param files and {@code bytes}: as stored
 * @param changes to schemas, by table; also those of a load that failed later
 * @param position where the next run goes on
 * @param elapsed wall time
 * @param failure why it stopped early; loads before that stay
 */
public record StreamReport(
    String stream,
    TableName table,
    List<LoadId> loads,
    long rows,
    long files,
    long bytes,
    Map<TableName, List<SchemaChange>> changes,
    Position position,
    Duration elapsed,
    Optional<TributaryException> failure) {}
