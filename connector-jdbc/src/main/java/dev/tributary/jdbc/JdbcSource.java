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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of one database. Thread-safe. */
final class JdbcSource implements Source {

  private final JdbcSettings settings;
  private final Connections connections;
  private final InterruptWatch watch = new InterruptWatch();

  JdbcSource(JdbcSettings settings, Context context) {
    this.settings = settings;
    this.connections = new Connections(settings, context.classLoader());
  }

  @Override
  public void check(StreamRequest stream) {
    ask(
        "Checking " + stream.stream(),
        connection -> {
          TableReads reads = reads(connection, stream);
          if (stream.cursor().isPresent()) {
            reads.cursorCheck(connection).sound(stream.cursor().get());
          }
          return reads.probe(connection);
        });
  }

  @Override
  public List<StreamInfo> discover() {
    return ask(
        "Discovering tables",
        connection -> {
          Catalog catalog = catalog(connection);
          List<StreamInfo> streams = new ArrayList<>();
          for (TableRef ref : catalog.tables()) {
            streams.add(new Discovery(catalog).stream(ref));
          }
          return streams;
        });
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return ask(
        "Describing " + stream.stream(),
        connection -> {
          Catalog catalog = catalog(connection);
          Table table = catalog.table(catalog.find(stream.stream()));
          return new Discovery(catalog).stream(stream.stream(), table);
        });
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return ask(
        "Planning " + stream.stream(),
        connection -> {
          Planner planner = new Planner(connection, reads(connection, stream), settings.splits());
          return stream.cursor().isPresent()
              ? planner.byCursor(stream.cursor().get(), from, this::hasRows)
              : planner.everything(from);
        });
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    Connection connection = connections.open();
    try {
      TableReads reads = reads(connection, stream);
      return reads.open(connection, settings, connections.failures(), watch, split, at);
    } catch (SQLException e) {
      Connections.closeQuietly(connection);
      throw connections.failures().during("Reading " + stream.stream(), e);
    } catch (RuntimeException e) {
      Connections.closeQuietly(connection);
      throw e;
    }
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return Joining.join(from, reached);
  }

  @Override
  public void close() {
    watch.close();
  }

  private boolean hasRows(TableReads reads, Split split) {
    Connection connection = connections.open();
    try (SplitReader reader =
        reads.open(connection, settings, connections.failures(), watch, split, Position.START)) {
      return reader.next() != null || !reader.refused().isEmpty();
    } catch (SQLException e) {
      throw connections.failures().during("Planning " + reads.table().ref().stream(), e);
    } finally {
      Connections.closeQuietly(connection);
    }
  }

  private TableReads reads(Connection connection, StreamRequest stream) throws SQLException {
    Catalog catalog = catalog(connection);
    Table table = catalog.table(catalog.find(stream.stream()));
    if (table.columns().isEmpty()) {
      throw new TributaryException(
          ErrorCode.STREAM_NOT_FOUND,
          "No column of " + table.ref().stream() + " can be seen",
          "Check that the user may read the table");
    }
    return new TableReads(connections.dialect(), Quoting.of(connection), table, stream.key());
  }

  private Catalog catalog(Connection connection) throws SQLException {
    return new Catalog(connection, connections.dialect(), settings.schema(), settings.types());
  }

  private <T> T ask(String doing, Question<T> question) {
    Connection connection = connections.open();
    try (InterruptWatch.Watched watched = watch.during(() -> abort(connection))) {
      return question.answer(connection);
    } catch (SQLException e) {
      stopIfInterrupted(doing);
      throw connections.failures().during(doing, e);
    } finally {
      Connections.closeQuietly(connection);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The question is answered in the end, and then its thread stops.
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
    T answer(Connection connection) throws SQLException;
  }
}
