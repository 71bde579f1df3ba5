// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Config;
import dev.tributary.load.Load;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.SchemaChange.WidenField;
import dev.tributary.schema.Type;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Upkeep;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.variants.Variant;
import org.apache.iceberg.variants.VariantValue;
import org.apache.iceberg.variants.Variants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are the same before and after, in fewer files. */
class CompactionTest {

  private static final WriteMode MERGE = WriteMode.merge(List.of("id"));
  private static final MaintenanceRequest COMPACT =
      MaintenanceRequest.of(Map.of("only", "compact", "min-files", 2));

  @TempDir Path folder;

  private Lake lake;

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private Loads open(int format, Config layout) {
    lake = new Lake(folder).set("format-version", format);
    lake.evolve(SCHEMA, layout);
    return lake.loads();
  }

  private Upkeep compact() {
    return compact(COMPACT);
  }

  private Upkeep compact(MaintenanceRequest request) {
    return ((Maintenance) lake.sink()).maintain(ORDERS, request);
  }

  private List<List<Object>> seen() {
    return DuckFiles.query(lake.table(), "SELECT id, name FROM FILES ORDER BY id, name");
  }

  @ParameterizedTest
  @CsvSource({"2,false", "2,true", "3,false", "3,true"})
  void smallFilesBecomeFewAndDeletedRowsLeaveThem(int format, boolean parted) {
    Loads loads =
        open(format, parted ? Lake.layout("partition-by", List.of("name")) : Config.none());
    for (int i = 0; i < 6; i++) {
      loads.commit(
          ORDERS, APPEND, List.of(row("id", i, "name", "a"), row("id", 10 + i, "name", "b")));
    }
    loads.commit(ORDERS, MERGE, List.of(row("id", 2L, "name", "a"), row("id", 13L, "name", "a")));
    List<List<Object>> before = seen();
    assertThat(deletes()).isEqualTo(2);

    Upkeep done = compact();

    assertThat(seen()).isEqualTo(before).hasSize(12);
    assertThat(lake.ids()).hasSize(12);
    assertThat(DuckFiles.live(lake.table())).hasSize(parted ? 2 : 1);
    assertThat(deletes()).isZero();
    assertThat(done.files().written()).isEqualTo(parted ? 2 : 1);
    assertThat(done.files().rewritten()).isEqualTo(done.files().before());
    assertThat(done.files().deletesApplied()).isEqualTo(2);
    assertThat(done.notes()).isEmpty();
    assertThat(lake.table().currentSnapshot().operation()).isEqualTo("replace");
    assertThat(lake.table().currentSnapshot().summary())
        .containsEntry("total-delete-files", "0")
        .containsEntry("total-records", "12");
    loads.commit(ORDERS, MERGE, List.of(row("id", 2L, "name", "c")));
    assertThat(lake.ids()).hasSize(12);
  }

  private int deletes() {
    return DuckFiles.tasks(lake.table()).stream().mapToInt(task -> task.deletes().size()).sum();
  }

  @Test
  void deletesThatSpeakOfSeveralFilesGoWithTheLastOfThem() throws Exception {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1, 2));
    loads.commit(ORDERS, APPEND, rows(3, 4));
    new Stranger(lake.table()).deleteFirstRowOfEachFile();
    List<List<Object>> before = seen();
    assertThat(deletes()).isEqualTo(2);

    Upkeep done = compact();

    assertThat(seen()).isEqualTo(before).containsExactly(named(2), named(4));
    assertThat(done.files().deletesApplied()).isEqualTo(1);
    assertThat(lake.table().currentSnapshot().summary()).containsEntry("total-delete-files", "0");
  }

  private static List<Object> named(long id) {
    return List.of(id, "name of " + id);
  }

  @Test
  void whatIsCompactIsLeftAlone() {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));
    compact();
    long head = lake.table().currentSnapshot().snapshotId();

    assertThat(compact().files().rewritten()).isZero();

    assertThat(lake.table().currentSnapshot().snapshotId()).isEqualTo(head);
  }

  @Test
  void fewSmallFilesAreLeftUntilThereAreMore() {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));

    Upkeep done = compact(MaintenanceRequest.of(Map.of("only", "compact")));

    assertThat(done.files()).isEqualTo(new Upkeep.Files(2, 0, 0, 0, 0, 0));
  }

  @Test
  void aTableWithoutRowsHasNothingToCompact() {
    open(2, Config.none());

    assertThat(compact().files()).isEqualTo(Upkeep.Files.UNTOUCHED);
  }

  @Test
  void aFileOfWhichAllRowsAreGoneGoes() {
    WriteMode flagged = MERGE.with(WriteMode.DELETE_FLAG, "gone");
    Schema schema =
        Schema.of(Field.optional("id", Type.LONG), Field.optional("gone", Type.BOOLEAN));
    lake = new Lake(folder);
    Loads loads = lake.loads();
    loads.create(ORDERS, schema);
    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "gone", false)));
    loads.commit(ORDERS, flagged, List.of(row("id", 1L, "gone", true)));

    Upkeep done = compact();

    assertThat(done.files().written()).isZero();
    assertThat(lake.ids()).isEmpty();
    assertThat(DuckFiles.live(lake.table())).isEmpty();
  }

  @Test
  void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));
    long head = lake.table().currentSnapshot().snapshotId();

    Upkeep would = compact(COMPACT.dryRun(true));

    assertThat(would.files().rewritten()).isEqualTo(2);
    assertThat(would.files().written()).isEqualTo(1);
    assertThat(lake.table().currentSnapshot().snapshotId()).isEqualTo(head);
  }

  @Test
  void theNextLoadFollowsACompaction() {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    Load second = loads.commit(ORDERS, APPEND, rows(2));
    compact();

    assertThat(loads.head(ORDERS)).isEqualTo(second.id());
    assertThat(lake.sink().commit(second, ORDERS)).isEqualTo(Outcome.ALREADY);
    loads.commit(ORDERS, APPEND, rows(3));
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLoadThatWasPlannedBeforeACompactionStillCommits() {
    Loads loads = open(2, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));
    Load planned = loads.prepare(ORDERS, MERGE, rows(2));
    compact();

    assertThat(lake.sink().commit(planned, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void aGroupThatLostRowsMeanwhileIsLeftForTheNextTime(int format) {
    Loads loads = open(format, Config.none());
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));
    Table planned = lake.table();
    RewritePlan.Group group =
        RewritePlan.of(planned, planned.currentSnapshot(), COMPACT, 1 << 20, new ArrayList<>())
            .groups()
            .get(0);
    GroupRewrite.Rewritten rewritten =
        new GroupRewrite(
                ORDERS,
                planned,
                Loads.next(dev.tributary.load.LoadId.NONE),
                1 << 20,
                RowGroupMemory.ofHeap(),
                new java.util.concurrent.atomic.AtomicBoolean())
            .run(group, 0);
    loads.commit(ORDERS, MERGE, List.of(row("id", 1L, "name", "changed")));

    boolean done =
        new RewriteCommit(planned).rewrite(List.of(rewritten), planned.currentSnapshot());

    assertThat(done).isFalse();
    assertThat(seen()).containsExactly(List.of(1L, "changed"), named(2));
    compact();
    assertThat(seen()).containsExactly(List.of(1L, "changed"), named(2));
  }

  @Test
  void rowsKeepTheirIdentityInFormatThree() throws Exception {
    Loads loads = open(3, Config.none());
    loads.commit(ORDERS, APPEND, rows(1, 2));
    loads.commit(ORDERS, APPEND, rows(3));
    loads.commit(ORDERS, MERGE, List.of(row("id", 2L, "name", "changed")));
    Map<Object, Object> before = identities();

    compact();
    compact(COMPACT);

    assertThat(DuckFiles.live(lake.table())).hasSize(1);
    assertThat(identities()).isEqualTo(before).hasSize(3);
  }

  private Map<Object, Object> identities() throws Exception {
    Table table = lake.table();
    Map<Object, Object> identities = new TreeMap<>();
    VisibleRows rows = new VisibleRows(table);
    for (FileScanTask task : DuckFiles.tasks(table)) {
      try (var reader = rows.of(task)) {
        for (var batch = reader.next(); batch != null; batch = reader.next()) {
          for (int i = 0; i < batch.rows(); i++) {
            Map<String, Object> row = new LinkedHashMap<>(batch.row(i).toMap());
            identities.put(row.get("id"), row);
          }
        }
      }
    }
    assertThat(identities.values())
        .allSatisfy(
            row ->
                assertThat((Map<Object, Object>) row)
                    .containsKey("_row_id")
                    .doesNotContainValue(null));
    return identities;
  }

  @Test
  void filesOfOlderSchemasAndPartitionsBecomeFilesOfTheNewOnes() {
    lake = new Lake(folder);
    Schema narrow = Schema.of(Field.optional("id", Type.INT), Field.optional("name", Type.STRING));
    lake.evolve(narrow, Config.none());
    Loads loads = lake.loads();
    loads.commit(ORDERS, APPEND, List.of(row("id", 1, "name", "a"), row("id", 2, "name", "b")));
    lake.evolve(
        narrow,
        Lake.layout("partition-by", List.of("name")),
        new WidenField(FieldPath.of("id"), Type.INT, Type.LONG),
        new AddField(FieldPath.of("city"), Type.STRING));
    loads.commit(ORDERS, APPEND, List.of(row("id", 1L << 40, "name", "a", "city", "Bonn")));
    loads.commit(ORDERS, APPEND, List.of(row("id", 4L, "name", "a", "city", null)));

    compact();

    assertThat(DuckFiles.query(lake.table(), "SELECT id, name FROM FILES ORDER BY id"))
        .containsExactly(
            List.of(1L, "a"), List.of(2L, "b"), List.of(4L, "a"), List.of(1L << 40, "a"));
    compact(
        MaintenanceRequest.of(
            Map.of("only", "compact", "min-files", 2, "small-file-bytes", "100MB")));
    assertThat(lake.ids()).containsExactly(1L, 2L, 4L, 1L << 40);
  }

  @Test
  void aSortedTableStaysSorted() {
    Loads loads = open(2, Lake.layout("sort-by", List.of("id desc")));
    loads.commit(ORDERS, APPEND, rows(1, 5, 3));
    loads.commit(ORDERS, APPEND, rows(4, 2, 6));

    compact();

    FileScanTask file = DuckFiles.tasks(lake.table()).get(0);
    assertThat(file.file().sortOrderId()).isEqualTo(lake.table().sortOrder().orderId());
    assertThat(
            DuckFiles.query(DuckFiles.live(lake.table()), "SELECT string_agg(id, '' ) FROM FILES"))
        .containsExactly(List.of("654321"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void variantsThatOthersMadeKeepTheirTypes(boolean parted) throws Exception {
    lake = new Lake(folder).set("format-version", 3);
    Schema schema =
        Schema.of(
            Field.optional("id", Type.LONG),
            Field.optional("name", Type.STRING),
            Field.optional("doc", Type.JSON));
    lake.evolve(schema, parted ? Lake.layout("partition-by", List.of("name")) : Config.none());
    Loads loads = lake.loads();
    loads.commit(ORDERS, APPEND, List.of(row("id", 1L, "name", "a", "doc", "{\"n\":1.50}")));
    loads.commit(ORDERS, APPEND, List.of(row("id", 3L, "name", "a", "doc", "[null]")));
    GenericRecord dated = GenericRecord.create(lake.table().schema());
    dated.setField("id", 2L);
    dated.setField("name", "a");
    dated.setField("doc", Variant.of(Variants.emptyMetadata(), Variants.ofIsoDate("2026-11-21")));
    new Stranger(lake.table()).append(dated);
    loads.commit(ORDERS, MERGE, List.of(row("id", 3L, "name", "a", "doc", "7")));
    Map<Object, Object> before = documents();

    Upkeep done = compact();

    assertThat(done.files().written()).isEqualTo(1);
    assertThat(documents()).isEqualTo(before).hasSize(3);
    assertThat(before.get(2L).toString()).contains("DATE");
    assertThat(identities()).hasSize(3);
  }

  private Map<Object, Object> documents() throws Exception {
    Map<Object, Object> documents = new TreeMap<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(lake.table()).build()) {
      for (Record row : rows) {
        VariantValue doc = ((Variant) row.getField("doc")).value();
        documents.put(row.getField("id"), doc.type() + " " + doc);
      }
    }
    return documents;
  }

  @Test
  void aColumnThatCannotBeWrittenIsNamed() {
    lake = new Lake(folder);
    org.apache.iceberg.Schema odd =
        new org.apache.iceberg.Schema(
            Types.NestedField.optional(1, "id", Types.LongType.get()),
            Types.NestedField.optional(2, "place", Types.GeometryType.crs84()));

    assertThat(VisibleRows.unwritable(odd)).isEqualTo("place");
    assertThat(VisibleRows.unwritable(odd.select("id"))).isNull();
  }
}
