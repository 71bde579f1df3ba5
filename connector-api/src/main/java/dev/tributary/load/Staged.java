// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import dev.tributary.schema.Schema;

/**
 * Rows written where no reader sees them yet. A plain value: it travels from the worker that wrote
 * to the coordinator that commits, and stands in the load's manifest.
 *
 * @param table where the rows will go
 * @param schema of the rows as they were written
 * @param rows how many
 * @param bytes as stored
 * @param files how many
 * @param where what the sink needs to find them again; only the sink understands it
 */
public record Staged(
    TableName table, Schema schema, long rows, long bytes, int files, Fields where) {}
