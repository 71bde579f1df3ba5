// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.LoadId;
import dev.tributary.schema.Schema;

/**
 * A schema that a table had from some time on. Immutable.
 *
 * @param version as the sink numbers them
 * @param load the first load that came with it, {@link LoadId#NONE} when none did or the sink no
 *     longer knows
 */
public record SchemaVersion(String version, LoadId load, Schema schema) {}
