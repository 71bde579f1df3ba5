// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.source.Source;
import dev.tributary.source.SourceProvider;

/** Makes sources of type {@code memory}, over streams that {@link MemorySource#publish} named. */
public final class MemorySourceProvider implements SourceProvider {

  private static final Setting<String> STREAMS =
      Setting.text("streams-of")
          .required()
          .describedAs("The name under which a test published the streams.");

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Settings settings() {
    return Settings.of(STREAMS);
  }

  @Override
  public Source create(Config config, Context context) {
    return MemorySource.published(config.get(STREAMS));
  }
}
