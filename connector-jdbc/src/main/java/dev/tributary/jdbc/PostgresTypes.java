// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;

/**
 * What columns of PostgreSQL become. Whatever has no column of its own is cast to text by the
 * database, so that both ways of reading give the same.
 */
final class PostgresTypes {

  private static final Set<String> ARRAYS_IN_NAME_ONLY = Set.of("int2vector", "oidvector");

  private PostgresTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    Declared column = types.declared();
    boolean array = column.jdbcType() == Types.ARRAY || column.typeName().startsWith("_");
    return array && !ARRAYS_IN_NAME_ONLY.contains(column.typeName()) ? array(types) : scalar(types);
  }

  private static Optional<TableColumn> scalar(ColumnTypes types) {
    Optional<Type> plain = plain(types.declared().typeName());
    if (plain.isPresent()) {
      return types.typed(plain.get());
    }
    return switch (types.declared().typeName()) {
      case "numeric" -> types.exact().map(PostgresTypes::asNumericOrText);
      case "json", "jsonb" -> types.cast(Type.JSON, "text");
      case "hstore" ->
          types.selected(Type.JSON, "CAST(CAST(" + TableColumn.SELF + " AS json) AS text)");
      case "money" -> types.cast(Type.decimal(19, 2), "numeric(19,2)");
      case "oid" -> types.cast(Type.LONG, "bigint");
      case "geometry", "geography" -> types.cast(Type.BINARY, "bytea");
      default -> types.cast(Type.STRING, "text");
    };
  }

  /** Types whose binary form is that of a column. */
  private static Optional<Type> plain(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "bool" -> Type.BOOLEAN;
          case "int2", "int4", "serial", "smallserial" -> Type.INT;
          case "int8", "bigserial" -> Type.LONG;
          case "float4" -> Type.FLOAT;
          case "float8" -> Type.DOUBLE;
          case "date" -> Type.DATE;
          case "time" -> Type.time(Type.Unit.MICROS);
          case "timestamp" -> Type.timestamp(Type.Unit.MICROS);
          case "timestamptz" -> Type.timestampZoned(Type.Unit.MICROS);
          case "uuid" -> Type.UUID;
          case "text", "varchar", "bpchar" -> Type.STRING;
          case "bytea" -> Type.BINARY;
          default -> null;
        });
  }

  private static TableColumn asNumericOrText(TableColumn column) {
    return column.type().kind() == Type.Kind.STRING ? column.casting("text") : column;
  }

  /** A list of what an element becomes; json where the column is declared with more dimensions. */
  private static Optional<TableColumn> array(ColumnTypes types) {
    Declared column = types.declared();
    if (column.dimensions() > 1) {
      return types.selected(Type.JSON, "CAST(array_to_json(" + TableColumn.SELF + ") AS text)");
    }
    Declared element =
        new Declared(
            column.name(),
            Types.OTHER,
            column.typeName().substring(1),
            column.size(),
            column.scale(),
            false);
    return scalar(new ColumnTypes(element, types.choices()))
        .flatMap(each -> types.read(Type.list(each.type()), elements(each), ArrayReader.of(each)));
  }

  /** What is selected, so that the elements come as {@code element} is read. */
  private static String elements(TableColumn element) {
    if (element.cast().isEmpty()) {
      return "";
    }
    String to =
        switch (element.type().kind()) {
          case DECIMAL -> "numeric[]";
          case LONG -> "bigint[]";
          case BINARY -> "bytea[]";
          default -> element.declared().equals("hstore") ? "json[]" : "text[]";
        };
    String cast = "CAST(" + TableColumn.SELF + " AS " + to + ")";
    return to.equals("json[]") ? "CAST(" + cast + " AS text[])" : cast;
  }
}
