// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What columns of Oracle become, by what its driver says of them. Written from its documentation,
 * and not yet run.
 */
final class OracleTypes {

  /** The scale of a number that has none. */
  private static final int FLOATING = -127;

  private static final Pattern FRACTION = Pattern.compile("\\((\\d)\\)");

  private OracleTypes() {}

  static Optional<TableColumn> of(ColumnTypes types) {
    Declared column = types.declared();
    String name = column.upperType();
    if (name.startsWith("TIMESTAMP")) {
      return types.typed(timestamp(column));
    }
    if (name.startsWith("INTERVAL")) {
      return types.typed(Type.STRING);
    }
    return switch (name) {
      case "NUMBER", "FLOAT" -> number(types);
      case "DATE" -> types.typed(Type.timestamp(Type.Unit.MICROS));
      case "BINARY_FLOAT" -> types.typed(Type.FLOAT);
      case "BINARY_DOUBLE" -> types.typed(Type.DOUBLE);
      case "RAW" -> types.typed(Type.BINARY);
      case "LONG RAW", "BLOB" -> types.streamed(Type.BINARY);
      case "LONG", "CLOB", "NCLOB" -> types.streamed(Type.STRING);
      case "CHAR", "NCHAR", "VARCHAR2", "NVARCHAR2", "ROWID", "UROWID" -> types.typed(Type.STRING);
      case "JSON" -> types.selected(Type.JSON, "JSON_SERIALIZE(" + TableColumn.SELF + ")");
      case "XMLTYPE", "SYS.XMLTYPE" -> xml(types);
      case "SDO_GEOMETRY", "MDSYS.SDO_GEOMETRY" ->
          types.selected(Type.BINARY, "SDO_UTIL.TO_WKBGEOMETRY(" + TableColumn.SELF + ")");
      case "BFILE", "VECTOR" -> Optional.empty();
      default -> StandardTypes.of(types);
    };
  }

  /** A number without digits, and every FLOAT, has a point that floats. */
  private static Optional<TableColumn> number(ColumnTypes types) {
    Declared column = types.declared();
    boolean floating = column.scale() == FLOATING || column.upperType().equals("FLOAT");
    Declared digits =
        new Declared(
            column.name(),
            column.jdbcType(),
            column.typeName(),
            floating ? 0 : column.size(),
            floating ? 0 : column.scale(),
            column.required());
    return new ColumnTypes(digits, types.choices()).exact();
  }

  private static Optional<TableColumn> xml(ColumnTypes types) {
    String text = "XMLSERIALIZE(CONTENT " + TableColumn.SELF + " AS CLOB)";
    long max = types.choices().maxValueBytes();
    return types.read(Type.STRING, text, LongValues.of(Type.STRING, max));
  }

  /** The name says how fine it is, and whether it has a zone. */
  private static Type timestamp(Declared column) {
    Matcher fraction = FRACTION.matcher(column.typeName());
    int digits = fraction.find() ? Integer.parseInt(fraction.group(1)) : column.scale();
    Type.Unit unit = digits > 6 ? Type.Unit.NANOS : Type.Unit.MICROS;
    return column.upperType().contains("TIME ZONE")
        ? Type.timestampZoned(unit)
        : Type.timestamp(unit);
  }
}
