// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as DuckDB reads them: an engine that shares no code with the writer. */
final class DuckRows implements AutoCloseable {

  private final Connection connection;

  DuckRows() throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  List<Map<String, Object>> read(Path file, Schema schema) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM '" + file + "'")) {
      List<Map<String, Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < schema.size(); i++) {
          Field field = schema.fields().get(i);
          row.put(field.name(), value(result.getObject(i + 1), field.type()));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The one number that a query over the file answers; {@code %s} stands for the file. */
  long number(Path file, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query.replace("%s", "'" + file + "'"))) {
      result.next();
      return result.getLong(1);
    }
  }

  /** As {@link #number}, for a text. */
  String text(Path file, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query.replace("%s", "'" + file + "'"))) {
      result.next();
      return result.getString(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static Object value(Object value, Type type) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case STRUCT -> struct(((Struct) value).getAttributes(), ((Type.Struct) type).fields());
      case LIST -> list((Object[]) ((Array) value).getArray(), ((Type.ListOf) type).element());
      case MAP -> map((Map<?, ?>) value, (Type.MapOf) type);
      case BINARY -> ByteBuffer.wrap(((Blob) value).getBytes(1, (int) ((Blob) value).length()));
      case DATE -> value instanceof Date date ? date.toLocalDate() : value;
      case TIMESTAMP -> timestamp(value, (Type.Timestamp) type);
      case JSON -> value.toString();
      case DECIMAL -> ((BigDecimal) value).setScale(((Type.Decimal) type).scale());
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, TIME, STRING, UUID -> value;
    };
  }

  private static Map<String, Object> struct(Object[] values, List<Field> fields)
      throws SQLException {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      row.put(fields.get(i).name(), value(values[i], fields.get(i).type()));
    }
    return row;
  }

  private static List<Object> list(Object[] values, Type element) throws SQLException {
    List<Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value(value, element));
    }
    return list;
  }

  private static Map<Object, Object> map(Map<?, ?> values, Type.MapOf type) throws SQLException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      map.put(value(entry.getKey(), type.key()), value(entry.getValue(), type.value()));
    }
    return map;
  }

  private static Object timestamp(Object value, Type.Timestamp type) {
    if (type.zoned()) {
      return ((OffsetDateTime) value).toInstant();
    }
    return value instanceof Timestamp timestamp
        ? timestamp.toLocalDateTime()
        : (LocalDateTime) value;
  }
}
