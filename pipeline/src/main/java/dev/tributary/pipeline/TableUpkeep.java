// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.TableName;
import dev.tributary.sink.Upkeep;
import java.util.Optional;

/** What became of one table's maintenance: one of the two is there. Immutable. */
public record TableUpkeep(
    TableName table, Optional<Upkeep> done, Optional<TributaryException> failure) {}
