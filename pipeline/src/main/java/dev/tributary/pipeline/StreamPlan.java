// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.SchemaChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would do with one stream now. Immutable.
 *
 * @param exists whether the root table does
 * @param explained how the sink would do that, where there is a choice
 * @param from where reading would go on
 * @param splits how many parts the first round has; 0 when nothing is new
 * @param more whether another round would follow
 * @param changes to schemas that are known before reading
 * @param failure why it would not run
 */
public record StreamPlan(
    String stream,
    TableName table,
    boolean exists,
    WriteMode mode,
    Optional<String> explained,
    Position from,
    int splits,
    boolean more,
    Map<TableName, List<SchemaChange>> changes,
    Optional<TributaryException> failure) {}
