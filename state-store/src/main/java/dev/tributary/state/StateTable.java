// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of states, over one connection. Each method is one statement. */
final class StateTable {

  private static final int PATIENCE_SECONDS = 30;

  private final Connection connection;
  private final Dialect dialect;
  private final String name;

  StateTable(Connection connection, String name) throws SQLException {
    this.connection = connection;
    this.dialect = Dialect.of(connection);
    this.name = name;
  }

  Optional<Row> find(String id) throws SQLException {
    try (PreparedStatement select = prepare("SELECT version, state FROM %s WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Row(place(id), rows.getLong(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  /**
   * @return false when there is a row already
   */
  boolean insert(String id, long version, String state) throws SQLException {
    try (PreparedStatement insert =
        prepare("INSERT INTO %s (id, version, state) VALUES (?, ?, ?)")) {
      insert.setString(1, id);
      insert.setLong(2, version);
      insert.setString(3, state);
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      if (SqlFailure.isDuplicate(e)) {
        undo();
        return false;
      }
      throw e;
    }
  }

  /**
   * @return false when the row is missing or of another version than the one before
   */
  boolean update(String id, long version, String state) throws SQLException {
    try (PreparedStatement update =
        prepare("UPDATE %s SET version = ?, state = ? WHERE id = ? AND version = ?")) {
      update.setLong(1, version);
      update.setString(2, state);
      update.setString(3, id);
      update.setLong(4, version - 1);
      return update.executeUpdate() == 1;
    }
  }

  List<String> ids() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement select = prepare("SELECT id FROM %s");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /**
   * Makes the table unless it is there. It is looked for first, because not everybody who may use a
   * table may make one, and again after a failure, because somebody else may have made it.
   */
  void ensure() throws SQLException {
    if (isThere()) {
      return;
    }
    try (PreparedStatement create = connection.prepareStatement(dialect.createTable(name))) {
      create.execute();
    } catch (SQLException e) {
      undo();
      if (!isThere()) {
        throw e;
      }
    }
  }

  private boolean isThere() throws SQLException {
    try (PreparedStatement select = prepare("SELECT id FROM %s WHERE 1 = 0")) {
      select.executeQuery().close();
      return true;
    } catch (SQLException e) {
      undo();
      return false;
    }
  }

  /** A failed statement may have spoilt the transaction. */
  private void undo() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(sql.replace("%s", dialect.quoted(name)));
    statement.setQueryTimeout(PATIENCE_SECONDS);
    return statement;
  }

  private String place(String id) {
    return "table " + name + ", row " + id;
  }

  /** What stands in a row. */
  record Row(String place, long version, String text) {

    PipelineState state(String pipeline) {
      PipelineState state = StoredState.read(pipeline, text, place);
      if (state.version() != version) {
        throw StoredState.unreadable(
            place, "it says revision " + state.version() + " in version " + version, null);
      }
      return state;
    }

    String pipeline() {
      return StoredState.read(text, place).pipeline();
    }
  }
}
