// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

/** JSON in files that have variants. */
class VariantFileTest {

  private static final Schema NESTED =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("json", Type.JSON),
          Field.optional(
              "user",
              Type.struct(
                  Field.required("always", Type.JSON), Field.optional("sometimes", Type.JSON))),
          Field.optional("all", Type.list(Type.JSON)),
          Field.optional("by_name", Type.map(Type.STRING, Type.list(Type.JSON))));

  private static Path write(Schema schema, List<Map<String, Object>> rows, ParquetOptions options) {
    Path file = TestFile.temporary();
    MessageType type = FileTypes.withVariants(schema);
    try (ParquetBatchWriter writer = TestFile.writer(file, schema, type, options)) {
      BatchBuilder builder = new BatchBuilder(schema, 70, Long.MAX_VALUE);
      for (Map<String, Object> row : rows) {
        builder.add(row);
        if (builder.isFull()) {
          writer.write(builder.build());
          builder.reset();
        }
      }
      writer.write(builder.build());
      writer.finish();
    }
    return file;
  }

  private static List<Map<String, Object>> read(Path file, Schema schema) {
    return TestFile.read(file, FileTypes.withVariants(schema), schema);
  }

  private static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  @Property(tries = 10)
  void nestedVariantsComeBackWithTheirValues(@ForAll long seed) {
    RandomRows random = new RandomRows(seed);
    RandomJson json = new RandomJson(seed);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = random.below(40); i > 0; i--) {
      rows.add(nested(random, json, i));
    }

    Path file = write(NESTED, rows, WrittenFileProperties.anyLayout(random));

    assertThat(byWorth(read(file, NESTED))).isEqualTo(byWorth(rows));
  }

  @Test
  void noValueIsNotTheJsonNull() {
    Schema schema = Schema.of(Field.optional("json", Type.JSON));
    List<Map<String, Object>> rows = List.of(row("json", null), row("json", "null"));

    Path file = write(schema, rows, ParquetOptions.standard());

    assertThat(read(file, schema)).isEqualTo(rows);
  }

  @Test
  void duckDbReadsVariants() throws Exception {
    Schema schema = Schema.of(Field.optional("id", Type.LONG), Field.optional("json", Type.JSON));
    Path file =
        write(
            schema,
            List.of(
                row("id", 1L, "json", "{\"user\":{\"name\":\"Ada\"},\"tags\":[1,2.5,null]}"),
                row("id", 2L, "json", null),
                row("id", 3L, "json", "null")),
            ParquetOptions.standard());

    try (DuckRows duck = new DuckRows()) {
      assertThat(duck.text(file, "SELECT CAST(json AS JSON) FROM %s WHERE id = 1"))
          .isEqualTo("{\"tags\":[1,2.5,null],\"user\":{\"name\":\"Ada\"}}");
      // DuckDB does not tell JSON's null from no value; the file does.
      assertThat(duck.number(file, "SELECT count(*) FROM %s WHERE json IS NULL")).isEqualTo(2);
    }
  }

  @Test
  void aRequiredVariantRefusesNulls() {
    Schema rows = Schema.of(Field.optional("json", Type.JSON));
    MessageType type = FileTypes.withVariants(Schema.of(Field.required("json", Type.JSON)));
    ParquetBatchWriter writer =
        TestFile.writer(TestFile.temporary(), rows, type, ParquetOptions.standard());
    BatchBuilder builder = new BatchBuilder(rows);
    builder.add(row("json", null));

    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> writer.write(builder.build()));
    writer.close();

    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(refusal).hasMessageContaining("'json'");
  }

  private static Map<String, Object> nested(RandomRows random, RandomJson json, long id) {
    Map<String, Object> user = row("always", json.text(), "sometimes", maybe(random, json.text()));
    List<String> all = Arrays.asList(json.text(), null, json.text()).subList(0, random.below(4));
    Map<String, Object> byName = row("a", maybe(random, all), "b", List.of());
    return row(
        "id",
        id,
        "json",
        maybe(random, json.text()),
        "user",
        maybe(random, user),
        "all",
        maybe(random, all),
        "by_name",
        maybe(random, byName));
  }

  private static Object maybe(RandomRows random, Object value) {
    return random.below(4) == 0 ? null : value;
  }

  /** The same rows with documents in place of their texts. */
  private static Object byWorth(Object value) {
    if (value instanceof String text) {
      return RandomJson.value(text);
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(byWorth(each)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(key, byWorth(each)));
      return Collections.unmodifiableMap(copy);
    }
    return value;
  }
}
