// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkProvider;

/** Makes sinks of type {@code memory}, over the {@link MemoryWarehouse#named} warehouse. */
public final class MemorySinkProvider implements SinkProvider {

  private static final Setting<String> WAREHOUSE =
      Setting.text("warehouse")
          .required()
          .describedAs("The name under which the JVM's tests share the tables.");

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Settings settings() {
    return Settings.of(WAREHOUSE);
  }

  @Override
  public Sink create(Config config, Context context) {
    return MemoryWarehouse.named(config.get(WAREHOUSE)).sink();
  }
}
