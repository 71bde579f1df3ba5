// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Settings;

/** Makes sinks of one kind. Found with {@link java.util.ServiceLoader}. Thread-safe. */
public interface SinkProvider {

  /** Unique among sinks, lower-case: what a job file calls the sink's {@code type}. */
  String name();

  /** What {@link #create} needs. */
  Settings settings();

  /** What a job may say per stream about the table, beside what every sink understands. */
  default Settings tableSettings() {
    return Settings.none();
  }

  /** Makes a sink from settings that were checked. Neither connects nor blocks. */
  Sink create(Config config, Context context);
}
