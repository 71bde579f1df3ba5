// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Context;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables of one database. Thread-safe. */
final class JdbcSource implements Source {

  private final JdbcSettings settings;
  private final Context context;
  private final Connections connections;
  private final Pace pace;
  private final InterruptWatch watch = new InterruptWatch();
  private final Set<Snapshot> held = ConcurrentHashMap.newKeySet();

  JdbcSource(JdbcSettings settings, Context context) {
    this.settings = settings;
    this.context = context;
    this.connections = new Connections(settings, context.classLoader());
    this.pace = new Pace(settings.rowsPerSecond(), settings.bytesPerSecond());
  }

  @Override
  public void check(StreamRequest stream) {
    ask(
        failures(stream),
        "Checking " + stream.stream(),
        session -> {
          TableReads reads = reads(session, stream);
          if (stream.cursor().isPresent()) {
            reads.cursorCheck(session.connection()).sound(stream.cursor().get());
          }
          return reads.probe(session.connection());
        });
  }

  @Override
  public List<StreamInfo> discover() {
    return ask(
        connections.failures(),
        "Discovering tables",
        session -> {
          Catalog catalog = catalog(session);
          Statistics statistics = new Statistics(session.connection(), connections.dialect());
          List<StreamInfo> streams = new ArrayList<>();
          for (TableRef ref : catalog.tables()) {
            streams.add(new Discovery(catalog).measured(ref, statistics));
          }
          return streams;
        });
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return ask(
        failures(stream),
        "Describing " + stream.stream(),
        session -> {
          Table table = reads(session, stream).table();
          return new Discovery(catalog(session)).stream(stream.stream(), table);
        });
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return plan(stream, StreamOptions.of(stream), from);
  }

  @Override
  public Round planRange(StreamRequest stream, Optional<String> from, Optional<String> until) {
    if (stream.cursor().isEmpty()) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "Stream '" + stream.stream() + "' has no cursor, so no range of it can be read",
          "Name the stream's cursor");
    }
    return plan(stream, StreamOptions.of(stream).between(from, until), Position.START);
  }

  private Round plan(StreamRequest stream, StreamOptions options, Position from) {
    if (!connections.sharesSnapshots()) {
      return planAlone(stream, options, from);
    }
    String doing = "Planning " + stream.stream();
    Session session = connections.openForSnapshot();
    Optional<Snapshot> snapshot = Optional.empty();
    boolean keep = false;
    try (InterruptWatch.Watched watched = watch.during(session::abort)) {
      snapshot = snapshot(session, stream);
      if (snapshot.isEmpty()) {
        return planAlone(stream, options, from);
      }
      Snapshot taken = snapshot.get();
      Planner.Planned planned =
          taken.ask(() -> planned(session, Optional.of(taken), stream, options, from));
      if (planned.splits().isEmpty()) {
        return round(planned, () -> {});
      }
      keep = true;
      held.add(taken);
      return round(planned, () -> release(taken));
    } catch (SQLException e) {
      stopIfInterrupted(doing);
      throw failures(stream).during(doing, e);
    } finally {
      if (!keep) {
        snapshot.ifPresent(Snapshot::close);
        session.close();
      }
    }
  }

  private Round planAlone(StreamRequest stream, StreamOptions options, Position from) {
    Planner.Planned planned =
        ask(
            failures(stream),
            "Planning " + stream.stream(),
            session -> planned(session, Optional.empty(), stream, options, from));
    return round(planned, () -> {});
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    if (Positions.isDone(at)) {
      return new FinishedReader(at);
    }
    Reopening opening = new Reopening("Reading " + stream.stream(), settings, failures(stream));
    return new JdbcSplitReader(
        opening, place -> opened(stream, ReadPlan.of(split), place), at, settings, watch, pace);
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return Joining.join(from, reached);
  }

  @Override
  public void close() {
    held.forEach(this::release);
    watch.close();
  }

  private static Round round(Planner.Planned planned, Runnable release) {
    return new JdbcRound(planned.splits(), planned.cut(), release);
  }

  private void release(Snapshot snapshot) {
    held.remove(snapshot);
    snapshot.close();
  }

  /** Empty where the server cannot share one, which people are told. */
  private Optional<Snapshot> snapshot(Session session, StreamRequest stream) throws SQLException {
    String name = "'" + stream.stream() + "'";
    try {
      return Optional.of(
          Snapshot.take(
              session,
              settings.snapshotNotice(),
              () ->
                  context
                      .notices()
                      .accept(
                          "The snapshot in which "
                              + name
                              + " is read has been open for "
                              + settings.snapshotNotice()
                              + "; as long as it is, PostgreSQL keeps rows that were deleted"),
              context.executor()));
    } catch (SQLException e) {
      if (!Snapshot.isUnknown(e)) {
        throw e;
      }
      context
          .notices()
          .accept("The server shares no snapshot: each part of " + name + " sees its own moment");
      return Optional.empty();
    }
  }

  private Planner.Planned planned(
      Session session,
      Optional<Snapshot> snapshot,
      StreamRequest stream,
      StreamOptions options,
      Position from)
      throws SQLException {
    TableReads reads = reads(session, stream, options);
    Planner planner =
        new Planner(
            session, snapshot, reads, settings, context.clock(), plan -> hasRows(stream, plan));
    return stream.cursor().isPresent()
        ? planner.byCursor(stream.cursor().get(), from)
        : planner.everything(from);
  }

  private boolean hasRows(StreamRequest stream, ReadPlan plan) {
    try (SplitReader reader = open(stream, plan.split(0, 0), Position.START)) {
      return reader.next() != null || !reader.refused().isEmpty();
    }
  }

  private Opened opened(StreamRequest stream, ReadPlan plan, Position at) throws SQLException {
    String doing = "Reading " + stream.stream();
    Session session = connections.open();
    try {
      if (plan.snapshot().isPresent()) {
        Snapshot.enter(session, plan.snapshot().get(), doing);
      }
      if (plan.pages().isPresent()) {
        PostgresPages.enter(session, Quoting.of(session.connection()), plan.pages().get(), doing);
      }
      return reads(session, stream).open(session, settings, plan, at);
    } catch (SQLException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private TableReads reads(Session session, StreamRequest stream) throws SQLException {
    return reads(session, stream, StreamOptions.of(stream));
  }

  private TableReads reads(Session session, StreamRequest stream, StreamOptions options)
      throws SQLException {
    Quoting quoting = Quoting.of(session.connection());
    Relation relation =
        new Relations(session.connection(), quoting, catalog(session)).of(stream.stream(), options);
    return new TableReads(connections.dialect(), quoting, relation, options, stream.key());
  }

  private SqlFailures failures(StreamRequest stream) {
    StreamOptions options = StreamOptions.of(stream);
    boolean own = options.where().isPresent() || options.query().isPresent();
    return own ? connections.failures().ofOwnSql() : connections.failures();
  }

  private Catalog catalog(Session session) throws SQLException {
    return new Catalog(
        session.connection(), connections.dialect(), settings.schema(), settings.types());
  }

  private <T> T ask(SqlFailures failures, String doing, Question<T> question) {
    Session session = connections.open();
    try (InterruptWatch.Watched watched = watch.during(session::abort)) {
      return question.answer(session);
    } catch (SQLException e) {
      stopIfInterrupted(doing);
      throw failures.during(doing, e);
    } finally {
      session.close();
    }
  }

  private static void stopIfInterrupted(String doing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new TributaryException(
          ErrorCode.CANCELLED, doing + " was stopped", "Run again when it should go on");
    }
  }

  /** Something asked over one connection. */
  @FunctionalInterface
  private interface Question<T> {
    T answer(Session session) throws SQLException;
  }
}
