// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQLite takes any text for a type and any value in any column. The declared type says what a
 * column should hold, by SQLite's own rules; what it does hold is checked value by value.
 */
final class SqliteTypes {

  private static final Pattern DIGITS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");

  private SqliteTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    String name = types.declared().upperType();
    if (!name.startsWith("DEC") && !name.startsWith("NUMERIC")) {
      return types.read(type(name), "", SqliteReaders.of(type(name)));
    }
    return types
        .choices()
        .exact(digits(name))
        .flatMap(
            type ->
                types.read(
                    type,
                    type.kind() == Type.Kind.STRING ? TableColumn.SELF : "",
                    SqliteReaders.of(type)));
  }

  private static Type type(String name) {
    if (name.startsWith("BOOL")) {
      return Type.BOOLEAN;
    }
    if (name.contains("INT") && !name.startsWith("INTERVAL")) {
      return Type.LONG;
    }
    if (name.startsWith("TIMESTAMPTZ")
        || (name.startsWith("TIMESTAMP") && name.contains("WITH TIME ZONE"))) {
      return Type.timestampZoned(Type.Unit.MICROS);
    }
    if (name.startsWith("TIMESTAMP") || name.startsWith("DATETIME")) {
      return Type.timestamp(Type.Unit.MICROS);
    }
    if (name.equals("DATE")) {
      return Type.DATE;
    }
    if (name.equals("TIME")) {
      return Type.time(Type.Unit.MICROS);
    }
    if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
      return Type.DOUBLE;
    }
    return other(name);
  }

  private static Type other(String name) {
    return switch (name) {
      case "UUID" -> Type.UUID;
      case "JSON" -> Type.JSON;
      default -> name.contains("BLOB") || name.contains("BINARY") ? Type.BINARY : Type.STRING;
    };
  }

  private static Declared digits(String name) {
    Matcher digits = DIGITS.matcher(name);
    boolean said = digits.find();
    int size = said ? Integer.parseInt(digits.group(1)) : 0;
    int scale = said && digits.group(2) != null ? Integer.parseInt(digits.group(2)) : 0;
    return new Declared("", 0, name, size, scale, false);
  }
}
