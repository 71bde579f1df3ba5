// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.config.Nearest;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.Names;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.StreamSpec.ReplaceScope;
import dev.tributary.pipeline.check.Check;
import dev.tributary.sink.Sink;
import dev.tributary.source.Source;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.state.StateStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a pipeline is made of, checked and opened. Immutable; its parts are thread-safe. */
record Parts(
    String name,
    Source source,
    Sink sink,
    StateStore state,
    List<ConfiguredStream> streams,
    int parallelism,
    long commitEvery,
    SystemColumns systemColumns,
    Optional<RemoteExecution> remote,
    RunListener listener,
    Clock clock)
    implements AutoCloseable {

  /** Where tasks run when not here, and what they need there. */
  record RemoteExecution(TaskExecutor executor, Plugged plugged) {}

  /** A stream with its settings and those of its checks read by the providers. */
  record ConfiguredStream(
      StreamSpec spec, Config sourceSettings, Config tableSettings, List<Check> checks) {}

  /** The streams to load: those named, or else all there are. */
  List<ConfiguredStream> streamsToLoad() {
    List<ConfiguredStream> chosen =
        streams.isEmpty()
            ? source.discover().stream().map(StreamInfo::name).map(this::unnamed).toList()
            : streams;
    requireOwnTables(chosen);
    return chosen;
  }

  /**
   * Streams may share a table where the user said so, none of them replaces its rows, and those
   * that merge tell rows apart by the same key.
   */
  private void requireOwnTables(List<ConfiguredStream> chosen) {
    Map<TableName, StreamSpec> owners = new HashMap<>();
    List<String> problems = new ArrayList<>();
    for (ConfiguredStream each : chosen) {
      StreamSpec other = owners.putIfAbsent(table(each.spec()), each.spec());
      if (other != null && !share(other, each.spec())) {
        problems.add(
            "streams '"
                + other.name()
                + "' and '"
                + each.spec().name()
                + "' both load into table '"
                + table(each.spec())
                + "'; let both append, or merge with one 'primary-key' and without child tables, or give one of them another"
                + " 'table'");
      }
    }
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
  }

  private static boolean share(StreamSpec a, StreamSpec b) {
    boolean named = a.table().isPresent() && b.table().isPresent();
    boolean alike = a.disposition() == b.disposition();
    return named
        && alike
        && switch (a.disposition()) {
          case APPEND -> true;
          case MERGE ->
              a.key().equals(b.key()) && hasOneTable(a) && hasOneTable(b) && mergeAlike(a, b);
          case REPLACE -> false;
        };
  }

  /** Child rows follow the rows of their own load; another stream's could come in between. */
  private static boolean hasOneTable(StreamSpec spec) {
    return spec.nesting().mode() != Nesting.Mode.TABLES;
  }

  /** Of two that keep history, each would end what only the other one brings. */
  private static boolean mergeAlike(StreamSpec a, StreamSpec b) {
    return a.merging().equals(b.merging()) && !a.merging().keepsHistory();
  }

  private TableName table(StreamSpec spec) {
    return new TableName(
        spec.table()
            .orElseGet(() -> Names.normal(spec.name(), sink.capabilities().nameLengthMax())));
  }

  ConfiguredStream spec(String stream) {
    return streams.stream()
        .filter(each -> each.spec().name().equals(stream))
        .findFirst()
        .or(() -> streams.isEmpty() ? Optional.of(unnamed(stream)) : Optional.empty())
        .orElseThrow(() -> unknown(stream));
  }

  /** Those of the streams that have a quarantine. */
  List<ConfiguredStream> streamsToReplay() {
    return streamsToLoad().stream().filter(each -> each.spec().quarantine().isPresent()).toList();
  }

  /** As {@link #planning}, but what is read is the stream's quarantine. */
  StreamPlanning replaying(ConfiguredStream stream) {
    StreamPlanning planned = planning(stream);
    requireReplayable(stream.spec());
    Source refused =
        new QuarantineSource(
            source,
            sink,
            planned.anchor(),
            planned.chain(),
            planned.readsAll(),
            systemColumns,
            stream.spec().declaration());
    return planned.replaying(refused, notes(stream.spec().name()).names());
  }

  /** Single rows of a group would take the place of the whole group. */
  private static void requireReplayable(StreamSpec spec) {
    if (spec.disposition() == Disposition.MERGE && spec.merging().isByGroups()) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Stream '" + spec.name() + "' merges whole groups, so that single rows cannot come back",
          "Load the groups again, which brings all of their rows");
    }
  }

  private FieldNotes notes(String stream) {
    return FieldNotes.of(state.read(name).stream(stream).notes());
  }

  /** Fields that a replay named first keep their names, too. */
  StreamPlanning planning(ConfiguredStream stream) {
    StreamSpec spec = stream.spec();
    Chain chain = new Chain(name, spec.name());
    boolean incremental = !StreamPlanning.readsAll(spec.disposition(), spec.merging());
    requireSupported(spec);
    StreamRequest request =
        new StreamRequest(
            spec.name(),
            incremental ? spec.cursor() : Optional.empty(),
            spec.key(),
            stream.sourceSettings());
    return new StreamPlanning(
        chain,
        source,
        request,
        sink,
        table(spec),
        new WriteMode(spec.disposition(), spec.key(), options(spec)),
        spec.merging(),
        spec.key(),
        stream.tableSettings(),
        new Intake(
            spec.disposition() == Disposition.MERGE
                ? systemColumns.merging(spec.merging())
                : systemColumns,
            spec.key(),
            spec.declaration(),
            notes(QuarantineSource.replay(chain).stream()).names(),
            spec.nesting(),
            spec.contract(),
            spec.quarantine().isPresent(),
            false),
        spec.quarantine(),
        stream.checks(),
        spec.onMissingTable(),
        parallelism,
        commitEvery,
        clock);
  }

  @Override
  public void close() {
    try (state;
        sink;
        source) {
      return;
    }
  }

  /** Child rows of a replaced partition cannot be told from others, so there must be none. */
  private static Fields options(StreamSpec spec) {
    if (spec.disposition() == Disposition.MERGE) {
      return spec.merging().options(UnaryOperator.identity());
    }
    if (spec.replaceScope() == ReplaceScope.TABLE) {
      return Fields.empty();
    }
    if (spec.disposition() != Disposition.REPLACE || spec.nesting().mode() == Nesting.Mode.TABLES) {
      throw Settings.invalid(
          List.of(
              "stream '"
                  + spec.name()
                  + "' has the scope partitions, which is for disposition replace, with nested"
                  + " keep or json"));
    }
    return Fields.of("scope", "partitions");
  }

  private ConfiguredStream unnamed(String stream) {
    return new ConfiguredStream(StreamSpec.of(stream), Config.none(), Config.none(), List.of());
  }

  private void requireSupported(StreamSpec spec) {
    if (!sink.capabilities().dispositions().contains(spec.disposition())) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Stream '"
              + spec.name()
              + "' asks for "
              + spec.disposition()
              + ", which the sink cannot do",
          "Use one of " + sink.capabilities().dispositions());
    }
    requireMergeable(spec);
  }

  /** Child rows follow the rows whose key they carry. */
  private static void requireMergeable(StreamSpec spec) {
    boolean merges = spec.disposition() == Disposition.MERGE;
    if (!merges && !spec.merging().equals(Merging.UPSERT)) {
      throw Settings.invalid(
          List.of("stream '" + spec.name() + "' says how to merge, but does not merge"));
    }
    boolean alone = spec.merging().keepsHistory() || spec.merging().isByGroups();
    if (merges && alone && spec.nesting().mode() == Nesting.Mode.TABLES) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Stream '"
              + spec.name()
              + "' merges by "
              + spec.merging().strategy()
              + ", in which rows of child tables have no part",
          "Keep nested values: set 'nested' to keep or json");
    }
    boolean byRowIds =
        spec.nesting().mode() == Nesting.Mode.TABLES
            && spec.nesting().keys().style() == ChildKeys.Style.ROW_IDS;
    if (merges && byRowIds) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "Stream '"
              + spec.name()
              + "' merges, and ties the rows of its child tables by row ids, which are new with"
              + " each load",
          "Tie them by the key: remove the child keys' style, or set it to index-path");
    }
  }

  private TributaryException unknown(String stream) {
    List<String> names = streams.stream().map(each -> each.spec().name()).toList();
    return new TributaryException(
        ErrorCode.STREAM_NOT_FOUND,
        "Pipeline '"
            + name
            + "' has no stream '"
            + stream
            + "'"
            + Nearest.to(stream, names).map(near -> "; did you mean '" + near + "'?").orElse(""),
        "Use one of " + names);
  }
}
