// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Settings;

/** Makes sources of one kind. Found with {@link java.util.ServiceLoader}. Thread-safe. */
public interface SourceProvider {

  /** Unique among sources, lower-case: what a job file calls the source's {@code type}. */
  String name();

  /** What {@link #create} needs. */
  Settings settings();

  /** What a job may say per stream beside what every source understands. */
  default Settings streamSettings() {
    return Settings.none();
  }

  /** Makes a source from settings that were checked. Neither connects nor blocks. */
  Source create(Config config, Context context);
}
