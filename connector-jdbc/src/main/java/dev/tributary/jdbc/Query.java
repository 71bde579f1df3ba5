// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement whose values stand apart from its text. Filled by one thread. */
final class Query {

  private record Value(TableColumn column, String text, boolean plain) {}

  private static final char PLACE = '\u0000';

  private final Dialect dialect;
  private final StringBuilder sql = new StringBuilder();
  private final List<Value> values = new ArrayList<>();
  private int conditions;

  Query(Dialect dialect) {
    this.dialect = dialect;
  }

  Query add(String text) {
    sql.append(text);
    return this;
  }

  /** Adds another statement, its values with it. */
  Query add(Query inner) {
    sql.append(inner.sql);
    values.addAll(inner.values);
    return this;
  }

  boolean isConditional() {
    return conditions > 0;
  }

  /** Goes on with a further condition, which all rows meet. */
  Query and() {
    sql.append(conditions++ == 0 ? " WHERE " : " AND ");
    return this;
  }

  /** Adds a place for a value that is compared with {@code column}. */
  Query value(TableColumn column, String text) {
    sql.append(PLACE);
    values.add(new Value(column, text, false));
    return this;
  }

  /** As {@link #value}, where the column is compared as the database orders it. */
  Query plain(TableColumn column, String text) {
    sql.append(PLACE);
    values.add(new Value(column, text, true));
    return this;
  }

  PreparedStatement prepare(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text(false));
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      CursorValue.bind(statement, i + 1, dialect, value.column().type(), value.text());
    }
    return statement;
  }

  /** The statement with its values written out, as PostgreSQL reads them. */
  String literal() {
    return text(true);
  }

  private String text(boolean literal) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < sql.length(); i++) {
      if (sql.charAt(i) != PLACE) {
        text.append(sql.charAt(i));
      } else {
        Value value = values.get(next++);
        text.append(
            literal
                ? CursorValue.literal(value.column(), value.text())
                : value.plain() && dialect == Dialect.MARIADB
                    ? "?"
                    : dialect.parameter(value.column()));
      }
    }
    return text.toString();
  }
}
