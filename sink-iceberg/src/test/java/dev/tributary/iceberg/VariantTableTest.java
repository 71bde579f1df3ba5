// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.Type;
import dev.tributary.sink.ReadRequest;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.variants.PhysicalType;
import org.apache.iceberg.variants.ShreddedObject;
import org.apache.iceberg.variants.Variant;
import org.apache.iceberg.variants.VariantMetadata;
import org.apache.iceberg.variants.VariantObject;
import org.apache.iceberg.variants.Variants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON in tables of format 3, where it is a variant, and of format 2, where it is text. */
class VariantTableTest {

  private static final Schema SCHEMA =
      Schema.of(Field.optional("id", Type.LONG), Field.optional("payload", Type.JSON));

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder).set("format-version", 3L);
    loads = lake.loads();
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private Staged stage(Schema schema, Map<String, Object> row) {
    LoadId id = Loads.next(LoadId.NONE);
    return loads.stage(loads.task(ORDERS, ORDERS, id, APPEND, schema), List.of(row));
  }

  private List<Map<String, Object>> rows() {
    return Batches.drain(lake.sink().read(ORDERS, ReadRequest.ALL));
  }

  private List<Record> records() throws IOException {
    try (CloseableIterable<Record> records = IcebergGenerics.read(lake.table()).build()) {
      List<Record> all = new ArrayList<>();
      records.forEach(all::add);
      return all;
    }
  }

  private DataFile file() {
    Table table = lake.table();
    return table.currentSnapshot().addedDataFiles(table.io()).iterator().next();
  }

  @Test
  void icebergsOwnReaderFindsWhatTheTextSaid() throws IOException {
    loads.create(ORDERS, SCHEMA);
    assertThat(lake.table().schema().findType("payload")).isEqualTo(Types.VariantType.get());
    String payload =
        "{\"z\":-1,\"user\":{\"name\":\"Ada\",\"\uD83C\uDF0A\":[1.50,300,null,true]},\"a\":1e300}";

    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "payload", payload)));

    VariantObject object = ((Variant) records().get(0).getField("payload")).value().asObject();
    assertThat(object.fieldNames()).containsExactlyInAnyOrder("z", "user", "a");
    assertThat(object.get("z")).isEqualTo(Variants.of((byte) -1));
    assertThat(object.get("a")).isEqualTo(Variants.of(1e300));
    VariantObject user = object.get("user").asObject();
    assertThat(user.get("name")).isEqualTo(Variants.of("Ada"));
    assertThat(user.get("\uD83C\uDF0A").asArray().get(0))
        .isEqualTo(Variants.of(new java.math.BigDecimal("1.50")));
    assertThat(user.get("\uD83C\uDF0A").asArray().get(1)).isEqualTo(Variants.of((short) 300));
    assertThat(user.get("\uD83C\uDF0A").asArray().get(2).type()).isEqualTo(PhysicalType.NULL);
  }

  @Test
  void icebergFindsEveryFieldOfAWideObject() throws IOException {
    loads.create(ORDERS, SCHEMA);
    StringBuilder wide = new StringBuilder("{\"k0\":0");
    for (int i = 1; i < 1_000; i++) {
      wide.append(",\"k").append(i).append("\":").append(i * 1_000L);
    }

    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "payload", wide.append('}').toString())));

    VariantObject object = ((Variant) records().get(0).getField("payload")).value().asObject();
    assertThat(object.numFields()).isEqualTo(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(((Number) object.get("k" + i).asPrimitive().get()).longValue())
          .isEqualTo(i * 1_000L);
    }
  }

  @Test
  void variantsStandInsideStructsListsAndMaps() {
    Schema nested =
        Schema.of(
            Field.optional("id", Type.LONG),
            Field.optional("user", Type.struct(Field.optional("raw", Type.JSON))),
            Field.optional("all", Type.list(Type.JSON)),
            Field.optional("by_name", Type.map(Type.STRING, Type.JSON)));
    loads.create(ORDERS, nested);
    List<Map<String, Object>> rows =
        List.of(
            row(
                "id",
                1L,
                "user",
                row("raw", "{\"a\":1}"),
                "all",
                Arrays.asList("1", null, "null"),
                "by_name",
                row("x", "[]", "y", null)),
            row("id", 2L, "user", row("raw", null), "all", List.of(), "by_name", Map.of()),
            row("id", 3L, "user", null, "all", null, "by_name", null));

    loads.commit(ORDERS, APPEND, rows);

    assertThat(loads.look(ORDERS).schema()).isEqualTo(nested);
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void noValueIsNotTheJsonNull() throws IOException {
    loads.create(ORDERS, SCHEMA);

    loads.commit(
        ORDERS, APPEND, List.of(row("id", 1L, "payload", null), row("id", 2L, "payload", "null")));

    assertThat(rows())
        .containsExactlyInAnyOrder(
            row("id", 1L, "payload", null), row("id", 2L, "payload", "null"));
    assertThat(records())
        .extracting(each -> each.getField("payload") == null)
        .contains(true, false);
  }

  @Test
  void stagedRowsGiveTheirVariantsBackAsText() {
    loads.create(ORDERS, SCHEMA);

    Staged staged = stage(SCHEMA, row("id", 1L, "payload", "{ \"b\" : 1.0, \"a\" : [ ] }"));

    assertThat(Batches.drain(lake.sink().read(staged)))
        .containsExactly(row("id", 1L, "payload", "{\"a\":[],\"b\":1.0}"));
  }

  @Test
  void duckDbReadsTheTablesVariants() {
    loads.create(ORDERS, SCHEMA);

    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "payload", "{\"b\":[1,2.50],\"a\":\"x\"}")));

    assertThat(DuckFiles.query(lake.table(), "SELECT id, CAST(payload AS JSON)::TEXT FROM FILES"))
        .containsExactly(List.of(1L, "{\"a\":\"x\",\"b\":[1,2.50]}"));
  }

  @Test
  void aFileTellsThePlannerOfVariantsWhatReadingItBackWouldTell() {
    loads.create(ORDERS, SCHEMA);
    loads.commit(
        ORDERS,
        APPEND,
        List.of(row("id", 1L, "payload", "{\"a\":1}"), row("id", 2L, "payload", null)));

    Table table = lake.table();
    DataFile file = file();
    Metrics read =
        ParquetUtil.fileMetrics(
            table.io().newInputFile(file.location()), MetricsConfig.forTable(table));

    int id = table.schema().findField("payload").fieldId();
    assertThat(file.valueCounts()).isEqualTo(read.valueCounts()).containsEntry(id, 2L);
    assertThat(file.nullValueCounts()).isEqualTo(read.nullValueCounts()).containsEntry(id, 1L);
    assertThat(file.lowerBounds()).isEqualTo(read.lowerBounds()).doesNotContainKey(id);
    assertThat(file.columnSizes()).isEqualTo(read.columnSizes());
  }

  @Test
  void variantsThatAnotherEngineWroteAreText() {
    loads.create(ORDERS, SCHEMA);
    VariantMetadata names = Variants.metadata("at", "by");
    ShreddedObject object = Variants.object(names);
    object.put("at", Variants.ofIsoTimestamptz("2026-11-21T10:00:00.5+00:00"));
    object.put("by", Variants.ofUUID("00000000-0000-0001-0000-000000000002"));
    append(1L, Variant.of(names, object));
    VariantMetadata none = Variants.emptyMetadata();
    append(2L, Variant.of(none, Variants.ofIsoDate("2026-11-21")));
    append(3L, Variant.of(none, Variants.of(ByteBuffer.wrap(new byte[] {1, 2, 3}))));
    append(4L, Variant.of(none, Variants.of(1.5f)));
    append(5L, Variant.of(none, Variants.ofIsoTimestampntz("1969-12-31T23:59:59.999999")));
    append(6L, Variant.of(none, Variants.ofIsoTime("10:00:01")));

    assertThat(rows())
        .extracting(row -> row.get("payload"))
        .containsExactlyInAnyOrder(
            "{\"at\":\"2026-11-21T10:00:00.500Z\",\"by\":\"00000000-0000-0001-0000-000000000002\"}",
            "\"2026-11-21\"",
            "\"AQID\"",
            "1.5",
            "\"1969-12-31T23:59:59.999999\"",
            "\"10:00:01\"");
  }

  @Test
  void textThatIsNotJsonIsRefusedByTheFieldsNameOnly() {
    loads.create(ORDERS, SCHEMA);

    TributaryException refusal =
        catchThrowableOfType(
            TributaryException.class, () -> stage(SCHEMA, row("id", 1L, "payload", "{secret")));

    assertThat(refusal.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(refusal.getMessage()).contains("'payload'").doesNotContain("secret");
  }

  @Test
  void aTableGainsAVariantAndOldRowsHaveNone() {
    Schema before = Schema.of(Field.optional("id", Type.LONG));
    loads.create(ORDERS, before);
    loads.commit(ORDERS, APPEND, List.of(row("id", 1L)));
    Staged early = stage(SCHEMA, row("id", 2L, "payload", "{}"));

    loads.evolve(ORDERS, before, new AddField(FieldPath.of("payload"), Type.JSON));

    assertThat(lake.sink().fits(early, loads.look(ORDERS))).isTrue();
    loads.commit(ORDERS, APPEND, List.of(row("id", 3L, "payload", "[3]")));
    assertThat(rows())
        .containsExactlyInAnyOrder(row("id", 1L, "payload", null), row("id", 3L, "payload", "[3]"));
  }

  @Test
  void textStaysTextInATableThatWasUpgradedByHand() throws Exception {
    Schema text =
        Schema.of(Field.optional("id", Type.LONG), Field.optional("payload", Type.STRING));
    Map<String, Object> row = row("id", 1L, "payload", "{ \"b\" : 1 }");
    try (Lake old = new Lake(folder)) {
      old.loads().create(ORDERS, text);
      lake.table().updateProperties().set("format-version", "3").commit();

      old.loads().commit(ORDERS, APPEND, List.of(row));
    }

    assertThat(loads.look(ORDERS).schema()).isEqualTo(text);
    assertThat(rows()).containsExactly(row);
    Staged variant = stage(SCHEMA, row);
    assertThat(lake.sink().fits(variant, loads.look(ORDERS))).isFalse();
    assertThat(Batches.drain(lake.sink().read(variant)))
        .containsExactly(row("id", 1L, "payload", "{\"b\":1}"));
  }

  @Test
  void aTableThatHasVariantsTakesThemWhateverNewTablesHave() throws Exception {
    loads.create(ORDERS, SCHEMA);

    try (Lake old = new Lake(folder)) {
      old.loads().commit(ORDERS, APPEND, List.of(row("id", 1L, "payload", "[]")));
    }

    assertThat(rows()).containsExactly(row("id", 1L, "payload", "[]"));
  }

  @Test
  void tablesOfFormatTwoTakeNoVariantWhateverNewTablesHave() throws Exception {
    try (Lake old = new Lake(folder)) {
      assertThat(old.sink().capabilities().stores().test(Type.JSON)).isFalse();
      old.loads().create(ORDERS, Lake.SCHEMA);
    }

    TributaryException refusal =
        catchThrowableOfType(
            TributaryException.class,
            () ->
                loads.evolve(
                    ORDERS, Lake.SCHEMA, new AddField(FieldPath.of("payload"), Type.JSON)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
    assertThat(refusal.nextStep()).contains("format-version 3");
    assertThat(loads.look(ORDERS).schema()).isEqualTo(Lake.SCHEMA);
  }

  @Test
  void aVariantIsNoKeyOfAMap() {
    assertThat(lake.sink().capabilities().stores().test(Type.map(Type.JSON, Type.LONG))).isFalse();
    assertThat(lake.sink().capabilities().stores().test(Type.map(Type.STRING, Type.JSON))).isTrue();
  }

  private void append(long id, Variant variant) {
    Table table = lake.table();
    Record record = GenericRecord.create(table.schema());
    record.setField("id", id);
    record.setField("payload", variant);
    new Stranger(table).append(record);
  }
}
