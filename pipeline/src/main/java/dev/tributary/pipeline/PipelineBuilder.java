// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Credentials;
import dev.tributary.config.Secret;
import dev.tributary.config.Settings;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.Chain;
import dev.tributary.pipeline.Parts.ConfiguredStream;
import dev.tributary.pipeline.Parts.RemoteExecution;
import dev.tributary.pipeline.check.Check;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.Source;
import dev.tributary.source.SourceProvider;
import dev.tributary.state.EncryptedCredentials;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.state.StateStores;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a pipeline is made of. What is wrong in any settings is reported together by {@link
 * #build()}. Not thread-safe.
 */
public final class PipelineBuilder {

  private final String name;
  private final List<StreamSpec> streams = new ArrayList<>();
  private @Nullable Named<Source> source;
  private @Nullable Named<Sink> sink;
  private @Nullable Named<StateStore> state;
  private int parallelism = Math.max(1, Runtime.getRuntime().availableProcessors());
  private long commitEvery = Long.MAX_VALUE;
  private SystemColumns systemColumns = SystemColumns.STANDARD;
  private @Nullable TaskExecutor executor;
  private RunListener listener = RunListener.NONE;
  private Clock clock = Clock.systemUTC();
  private Optional<Secret> credentialsKey = Optional.empty();
  private ClassLoader classLoader =
      Optional.ofNullable(Thread.currentThread().getContextClassLoader())
          .orElse(PipelineBuilder.class.getClassLoader());

  PipelineBuilder(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("A pipeline needs a name: it is the key of its state");
    }
    this.name = name;
  }

  /** A source by its provider's name, found on the class path. */
  public PipelineBuilder source(String type, Map<String, ?> settings) {
    source = Named.byName(type, settings);
    return this;
  }

  /** A source made elsewhere; the pipeline closes it. */
  public PipelineBuilder source(Source made) {
    source = Named.made(made);
    return this;
  }

  /** A sink by its provider's name, found on the class path. */
  public PipelineBuilder sink(String type, Map<String, ?> settings) {
    sink = Named.byName(type, settings);
    return this;
  }

  /** A sink made elsewhere; the pipeline closes it. */
  public PipelineBuilder sink(Sink made) {
    sink = Named.made(made);
    return this;
  }

  /**
   * Where to remember: {@code memory}, {@code file} or {@code jdbc}. Left out, it is memory: then
   * each process asks the sink where its streams stand.
   */
  public PipelineBuilder state(String type, Map<String, ?> settings) {
    state = Named.byName(type, settings);
    return this;
  }

  /** A store made elsewhere; the pipeline closes it. */
  public PipelineBuilder state(StateStore made) {
    state = Named.made(made);
    return this;
  }

  /** One more stream to load; without any, all that the source has are loaded. */
  public PipelineBuilder stream(StreamSpec spec) {
    streams.add(spec);
    return this;
  }

  /** How many threads read and write at once; memory grows with it. Default: the processors. */
  public PipelineBuilder parallelism(int threads) {
    if (threads < 1 || threads > 1_000) {
      throw new IllegalArgumentException("parallelism is " + threads + ", must be 1 to 1000");
    }
    parallelism = threads;
    return this;
  }

  /** About how many rows make a load, where the source allows a cut. Default: a round is a load. */
  public PipelineBuilder commitEvery(long rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("commit-every is " + rows + " rows, must be at least 1");
    }
    commitEvery = rows;
    return this;
  }

  /** Names of the columns that say which load brought a row. */
  public PipelineBuilder systemColumns(SystemColumns names) {
    systemColumns = names;
    return this;
  }

  /** Runs the tasks of every load elsewhere; source and sink must be named by type. */
  public PipelineBuilder executor(TaskExecutor elsewhere) {
    executor = elsewhere;
    return this;
  }

  public PipelineBuilder listener(RunListener newListener) {
    listener = newListener;
    return this;
  }

  public PipelineBuilder clock(Clock newClock) {
    clock = newClock;
    return this;
  }

  /** Where plugins are looked for. Default: the calling thread's context class loader. */
  public PipelineBuilder classLoader(ClassLoader loader) {
    classLoader = loader;
    return this;
  }

  /**
   * With which credentials that change are encrypted in the state store; without it they are not
   * kept.
   */
  public PipelineBuilder credentialsKey(Secret key) {
    credentialsKey = Optional.of(key);
    return this;
  }

  /**
   * Reads the settings and makes source, sink and state; connects to nothing.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID} naming all that is
   *     wrong, {@code PLUGIN_NOT_FOUND}
   */
  public Pipeline build() {
    Named<Source> from = required(source, "source");
    Named<Sink> into = required(sink, "sink");
    Plugins plugins = Plugins.of(classLoader);
    Optional<SourceProvider> sources = from.type().map(plugins::source);
    Optional<SinkProvider> sinks = into.type().map(plugins::sink);
    List<String> problems = new ArrayList<>();
    Config sourceConfig = read("source", sources.map(SourceProvider::settings), from, problems);
    Config sinkConfig = read("sink", sinks.map(SinkProvider::settings), into, problems);
    List<ConfiguredStream> configured = configure(sources, sinks, plugins, problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    StateStore store = store();
    Context context = context(store);
    return new Pipeline(
        new Parts(
            name,
            from.instance().orElseGet(() -> sources.get().create(sourceConfig, context)),
            into.instance().orElseGet(() -> sinks.get().create(sinkConfig, context)),
            store,
            configured,
            parallelism,
            commitEvery,
            systemColumns,
            remote(sources, sourceConfig, sinks, sinkConfig),
            listener,
            clock));
  }

  private Optional<RemoteExecution> remote(
      Optional<SourceProvider> sources,
      Config sourceConfig,
      Optional<SinkProvider> sinks,
      Config sinkConfig) {
    if (executor == null) {
      return Optional.empty();
    }
    if (sources.isEmpty() || sinks.isEmpty()) {
      throw Settings.invalid(
          List.of(
              "pipeline '"
                  + name
                  + "' runs its tasks elsewhere, so source and sink must be named by"
                  + " type"));
    }
    Plugged plugged = new Plugged(sources.get(), sourceConfig, sinks.get(), sinkConfig);
    return Optional.of(new RemoteExecution(executor, plugged));
  }

  private static Config read(
      String where, Optional<Settings> settings, Named<?> part, List<String> problems) {
    return settings
        .map(known -> known.read(where, part.settings(), problems))
        .orElse(Config.none());
  }

  private List<ConfiguredStream> configure(
      Optional<SourceProvider> sources,
      Optional<SinkProvider> sinks,
      Plugins plugins,
      List<String> problems) {
    Settings ofSource = sources.map(SourceProvider::streamSettings).orElse(Settings.none());
    Settings ofTable = sinks.map(SinkProvider::tableSettings).orElse(Settings.none());
    List<ConfiguredStream> configured = new ArrayList<>();
    for (StreamSpec spec : streams) {
      String where = "streams." + spec.name();
      if (streams.stream().filter(other -> other.name().equals(spec.name())).count() > 1) {
        problems.add(where + " is there twice");
      }
      configured.add(
          new ConfiguredStream(
              spec,
              ofSource.read(where, spec.sourceSettings(), problems),
              ofTable.read(where, spec.tableSettings(), problems),
              checks(where + ".checks", spec, plugins, problems)));
    }
    return configured;
  }

  private static List<Check> checks(
      String where, StreamSpec spec, Plugins plugins, List<String> problems) {
    List<Check> bound = new ArrayList<>();
    for (Check check : spec.checks()) {
      if (!check.table().isEmpty() && spec.nesting().mode() != Nesting.Mode.TABLES) {
        problems.add(
            where
                + " has a check of child table '"
                + check.table()
                + "', but the stream has none: its 'nested' is not tables");
      }
      bound.add(check.bound(where, plugins::check, problems));
    }
    return bound;
  }

  private StateStore store() {
    if (state == null) {
      return new MemoryStateStore();
    }
    Named<StateStore> chosen = state;
    return chosen.instance().orElseGet(() -> StateStores.open(chosen.withType(), Path.of("")));
  }

  private Context context(StateStore store) {
    Credentials credentials =
        credentialsKey
            .<Credentials>map(key -> new EncryptedCredentials(store, name, key))
            .orElseGet(() -> Context.standard().credentials());
    return new Context(
        clock,
        ForkJoinPool.commonPool(),
        classLoader,
        message -> listener.notice(new Chain(name, ""), message),
        credentials);
  }

  private <T> Named<T> required(@Nullable Named<T> part, String what) {
    if (part == null) {
      throw Settings.invalid(List.of("pipeline '" + name + "' has no " + what));
    }
    return part;
  }

  /** A part by the name of its kind, or one that was made elsewhere. */
  private record Named<T>(Optional<String> type, Map<String, ?> settings, Optional<T> instance) {

    static <T> Named<T> byName(String type, Map<String, ?> settings) {
      return new Named<>(Optional.of(type), Map.copyOf(settings), Optional.empty());
    }

    /** The settings as a job file has them, the type among them. */
    Map<String, Object> withType() {
      Map<String, Object> all = new LinkedHashMap<>(settings);
      type.ifPresent(name -> all.put("type", name));
      return all;
    }

    static <T> Named<T> made(T instance) {
      return new Named<>(Optional.empty(), Map.of(), Optional.of(instance));
    }
  }
}
