// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;

/**
 * The providers and settings from which another process makes the same source and sink. Immutable.
 */
record Plugged(SourceProvider source, Config sourceConfig, SinkProvider sink, Config sinkConfig) {}
