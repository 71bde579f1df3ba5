// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What providers of sources and of sinks have in common. */
record Plugin(
    Object provider,
    Class<?> service,
    String name,
    Settings settings,
    Settings more,
    BiFunction<Config, Context, AutoCloseable> create) {

  static Plugin of(Object provider) {
    if (provider instanceof SourceProvider source) {
      return new Plugin(
          source,
          SourceProvider.class,
          source.name(),
          source.settings(),
          source.streamSettings(),
          source::create);
    }
    if (provider instanceof SinkProvider sink) {
      return new Plugin(
          sink,
          SinkProvider.class,
          sink.name(),
          sink.settings(),
          sink.tableSettings(),
          sink::create);
    }
    throw new IllegalArgumentException(
        provider.getClass().getName() + " is neither a SourceProvider nor a SinkProvider");
  }

  /** All providers of the same service that can be found, this one's class among them or not. */
  List<Plugin> found() {
    ClassLoader loader = provider.getClass().getClassLoader();
    return ServiceLoader.load(service, loader).stream()
        .map(ServiceLoader.Provider::get)
        .map(Plugin::of)
        .toList();
  }

  Stream<Setting<?>> allSettings() {
    return Stream.concat(settings.all().stream(), more.all().stream());
  }
}
