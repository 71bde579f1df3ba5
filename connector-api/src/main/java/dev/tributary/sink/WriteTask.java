// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.config.Config;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;

/**
 * What a writer is opened for. Immutable.
 *
 * @param anchor the load's root table, beside which staged data and manifest are kept
 * @param schema of every batch that will be written
 * @param task tells apart the tasks of one load; with {@code attempt} and {@code file} unique in it
 * @param settings what the sink's {@link SinkProvider#tableSettings()} describes
 */
public record WriteTask(
    TableName table,
    TableName anchor,
    Schema schema,
    WriteMode mode,
    Chain chain,
    LoadId load,
    int task,
    int attempt,
    int file,
    Config settings) {}
