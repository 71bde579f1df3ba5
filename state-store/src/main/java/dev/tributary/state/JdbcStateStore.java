// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps states in one table of PostgreSQL, MariaDB, SQLite or H2, a row per pipeline. The table is
 * made at the first use when it is missing. Each call opens a connection, and one call at a time is
 * at work; any number of stores and processes may share the table.
 */
public final class JdbcStateStore implements StateStore {

  public static final String DEFAULT_TABLE = "tributary_state";

  private final Database database;

  /** A store in the table {@value #DEFAULT_TABLE}. */
  public JdbcStateStore(Connections connections) {
    this(connections, DEFAULT_TABLE);
  }

  /**
   * @param connections for instance {@code dataSource::getConnection}
   * @param table its name, or schema, point and name; quoted, so that case matters
   */
  public JdbcStateStore(Connections connections, String table) {
    this.database = new Database(connections, table);
  }

  @Override
  public PipelineState read(String pipeline) {
    String id = StoredName.of(pipeline);
    return database
        .call("read", table -> table.find(id))
        .map(row -> row.state(pipeline))
        .orElse(PipelineState.empty());
  }

  @Override
  public boolean replace(String pipeline, PipelineState next) {
    String id = StoredName.of(pipeline);
    String text = new StoredState(pipeline, next).write();
    if (next.version() == 0) {
      return false;
    }
    return database.call(
        "write",
        table ->
            next.version() == 1
                ? table.insert(id, next.version(), text)
                : table.update(id, next.version(), text));
  }

  @Override
  public List<String> pipelines() {
    return database.call("list", StateTable::ids).stream()
        .flatMap(id -> StoredName.pipeline(id).or(() -> shortened(id)).stream())
        .sorted()
        .toList();
  }

  @Override
  public void close() {}

  private Optional<String> shortened(String id) {
    return database.call("list", table -> table.find(id)).map(StateTable.Row::pipeline);
  }

  /** Opens connections; each is closed after use. Thread-safe. */
  @FunctionalInterface
  public interface Connections {

    /** Opens or lends a connection. Blocks. */
    Connection open() throws SQLException;
  }
}
