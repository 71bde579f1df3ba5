// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Rows;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.state.PlainJson;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of ours as plain ones, for JSON documents with stable keys. */
final class PlainValues {

  private PlainValues() {}

  /** Pairs of keys and values, in order. */
  static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) java.util.Objects.requireNonNull(pairs[i]), pairs[i + 1]);
    }
    return map;
  }

  static Map<String, @Nullable Object> error(TributaryException error) {
    return map(
        "code", error.code().name(),
        "kind", error.code().kind().name().toLowerCase(Locale.ROOT),
        "message", error.getMessage(),
        "next", error.nextStep());
  }

  static List<Object> changes(Map<TableName, List<SchemaChange>> changes) {
    List<Object> all = new ArrayList<>();
    changes.forEach(
        (table, list) -> {
          for (Map<String, @Nullable Object> change : changes(list)) {
            Map<String, @Nullable Object> named = map("table", table.value());
            named.putAll(change);
            all.add(named);
          }
        });
    return all;
  }

  static List<Map<String, @Nullable Object>> changes(List<SchemaChange> changes) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    changes.forEach(change -> all.add(change(change)));
    return all;
  }

  private static Map<String, @Nullable Object> change(SchemaChange change) {
    Map<String, @Nullable Object> plain = map("field", change.path().names());
    plain.putAll(
        change.fold(
            add -> map("change", "add", "type", add.type().toString()),
            widen ->
                map(
                    "change",
                    "widen",
                    "from",
                    widen.from().toString(),
                    "type",
                    widen.to().toString()),
            relax -> map("change", "relax")));
    return plain;
  }

  static List<Object> unseen(Map<TableName, Map<String, LoadId>> unseen) {
    List<Object> all = new ArrayList<>();
    unseen.forEach(
        (table, fields) ->
            fields.forEach(
                (field, load) ->
                    all.add(map("table", table.value(), "field", field, "last", load.value()))));
    return all;
  }

  static List<Object> schema(Schema schema) {
    List<Object> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(
          map("name", field.name(), "type", field.type().toString(), "required", field.required()));
    }
    return fields;
  }

  static Map<String, @Nullable Object> rows(Rows rows) {
    return map("schema", schema(rows.schema()), "rows", rows.rows());
  }

  static Object position(Position position) {
    return value(position.fields());
  }

  static String positionText(Position position) {
    return position.isStart() ? "start" : PlainJson.write(position.fields());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  /** A value that JSON has, or its text. */
  static Object value(Object value) {
    if (value instanceof Fields fields) {
      return fields.asMap();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    boolean plain =
        value instanceof Map
            || value instanceof List
            || value instanceof Boolean
            || value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte
            || value instanceof BigInteger
            || value instanceof BigDecimal
            || isFinite(value);
    return plain ? value : value.toString();
  }

  static String text(Object value) {
    Object plain = value(value);
    if (plain instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return plain instanceof Map || plain instanceof List
        ? JsonDocument.line(plain)
        : plain.toString();
  }

  private static boolean isFinite(Object value) {
    return (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float small && Float.isFinite(small));
  }
}
