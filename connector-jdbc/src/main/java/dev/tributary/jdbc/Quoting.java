// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes names so that the database takes them as names, whatever stands in them. Immutable. */
record Quoting(String quote) {

  static Quoting of(Connection connection) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString();
    return new Quoting(quote == null || quote.isBlank() ? "\"" : quote.strip());
  }

  String name(String name) {
    return quote + name.replace(quote, quote + quote) + quote;
  }

  String table(TableRef ref) {
    return ref.schema() == null ? name(ref.name()) : name(ref.schema()) + "." + name(ref.name());
  }
}
