// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.check.CheckProvider;
import dev.tributary.config.Nearest;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The sources, sinks and checks that a class loader offers, by name. Immutable. */
public final class Plugins {

  private final List<SourceProvider> sources;
  private final List<SinkProvider> sinks;
  private final List<CheckProvider> checks;

  private Plugins(
      List<SourceProvider> sources, List<SinkProvider> sinks, List<CheckProvider> checks) {
    this.sources = sources;
    this.sinks = sinks;
    this.checks = checks;
  }

  /** Those named in the loader's {@code META-INF/services}. Reads jars. */
  public static Plugins of(ClassLoader loader) {
    return new Plugins(
        load(SourceProvider.class, loader),
        load(SinkProvider.class, loader),
        load(CheckProvider.class, loader));
  }

  public List<SourceProvider> sources() {
    return sources;
  }

  public List<SinkProvider> sinks() {
    return sinks;
  }

  /**
   * @throws TributaryException {@code PLUGIN_NOT_FOUND}, also when two have the name
   */
  public SourceProvider source(String name) {
    return one("source", name, sources, SourceProvider::name);
  }

  /**
   * @throws TributaryException {@code PLUGIN_NOT_FOUND}, also when two have the name
   */
  public SinkProvider sink(String name) {
    return one("sink", name, sinks, SinkProvider::name);
  }

  /**
   * @throws TributaryException {@code PLUGIN_NOT_FOUND}, also when two have the name
   */
  public CheckProvider check(String name) {
    return one("check", name, checks, CheckProvider::name);
  }

  private static <P> List<P> load(Class<P> type, ClassLoader loader) {
    try {
      List<P> found = new ArrayList<>();
      ServiceLoader.load(type, loader).forEach(found::add);
      return List.copyOf(found);
    } catch (ServiceConfigurationError e) {
      throw new TributaryException(
          ErrorCode.PLUGIN_NOT_FOUND,
          "A plugin cannot be loaded: " + e.getMessage(),
          "Remove or mend the jar that names it",
          e);
    }
  }

  private static <P> P one(String kind, String name, List<P> all, Function<P, String> nameOf) {
    List<P> named = all.stream().filter(each -> nameOf.apply(each).equals(name)).toList();
    if (named.size() > 1) {
      throw new TributaryException(
          ErrorCode.PLUGIN_NOT_FOUND,
          "Two "
              + kind
              + "s are called '"
              + name
              + "': "
              + origin(named.get(0))
              + " and "
              + origin(named.get(1)),
          "Remove one of the jars from the class path");
    }
    if (named.isEmpty()) {
      List<String> names = all.stream().map(nameOf).sorted().toList();
      throw new TributaryException(
          ErrorCode.PLUGIN_NOT_FOUND,
          "No "
              + kind
              + " is called '"
              + name
              + "'"
              + Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse(""),
          "Use one of " + names + ", or add the jar that has it to the class path");
    }
    return named.get(0);
  }

  private static String origin(Object plugin) {
    var source = plugin.getClass().getProtectionDomain().getCodeSource();
    return plugin.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
  }
}
