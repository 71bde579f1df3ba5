// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.evolution.Shape;
import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.sink.Sink;
import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import java.time.Clock;
import java.util.List;

/** What is decided about one stream before it is run. Immutable. */
record StreamPlanning(
    Chain chain,
    Source source,
    StreamRequest request,
    Sink sink,
    TableName anchor,
    WriteMode mode,
    List<String> key,
    Config tableSettings,
    SystemColumns systemColumns,
    Shape shape,
    OnMissingTable onMissingTable,
    int parallelism,
    long commitEvery,
    Clock clock) {}
