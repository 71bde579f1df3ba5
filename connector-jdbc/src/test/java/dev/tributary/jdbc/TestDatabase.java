// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Context;
import dev.tributary.source.Source;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** A real database that a test fills by other means than the source. */
record TestDatabase(String url, String user, String password) {

  TestDatabase(String url) {
    this(url, "", "");
  }

  void run(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection connect() throws SQLException {
    return user.isEmpty()
        ? DriverManager.getConnection(url)
        : DriverManager.getConnection(url, user, password);
  }

  Source source() {
    return source(Map.of());
  }

  Source source(Map<String, ?> more) {
    return of(settings(more));
  }

  Map<String, Object> settings(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("url", url);
    if (!user.isEmpty()) {
      settings.put("user", user);
      settings.put("password", password);
    }
    settings.putAll(more);
    return settings;
  }

  /** A source from exactly these settings. */
  static Source of(Map<String, ?> settings) {
    JdbcSourceProvider provider = new JdbcSourceProvider();
    return provider.create(provider.settings().read("source", settings), Context.standard());
  }
}
