// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.layout;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.load.WriteMode.REPLACE;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionedTableTest {

  private static final Schema EVENTS =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("at", Type.timestampZoned(Unit.MICROS)),
          Field.optional("name", Type.STRING),
          Field.optional("place", new Type.Struct(List.of(Field.optional("city", Type.STRING)))));

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder);
    loads = lake.loads();
  }

  @AfterEach
  void closeLake() throws Exception {
    lake.close();
  }

  private static Map<String, Object> event(long id, String at, String name, String city) {
    return row("id", id, "at", Instant.parse(at), "name", name, "place", row("city", city));
  }

  private static List<Map<String, Object>> events() {
    return List.of(
        event(1, "2026-01-01T10:00:00Z", "apple", "Oslo"),
        event(2, "2026-01-01T11:00:00Z", "apricot", "Bergen"),
        event(3, "2026-02-01T10:00:00Z", "banana", "Oslo"),
        row("id", 4L, "at", null, "name", null, "place", null));
  }

  private static TributaryException refusal(Runnable call) {
    return catchThrowableOfType(TributaryException.class, call::run);
  }

  private List<String> partitions() {
    return DuckFiles.tasks(lake.table()).stream()
        .map(task -> task.spec().partitionToPath(task.file().partition()))
        .sorted()
        .toList();
  }

  private List<Long> idsFound(Expression where) {
    List<Long> ids = new ArrayList<>();
    for (String file : DuckFiles.live(lake.table().newScan().filter(where))) {
      DuckFiles.query(List.of(file), "SELECT id FROM FILES")
          .forEach(row -> ids.add((Long) row.get(0)));
    }
    return ids.stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id | id=1, id=2, id=3, id=4",
        "year(at) | at_year=2026, at_year=null",
        "month(at) | at_month=2026-01, at_month=2026-02, at_month=null",
        "day(at) | at_day=2026-01-01, at_day=2026-02-01, at_day=null",
        "hour(at) | at_hour=2026-01-01-10, at_hour=2026-01-01-11, at_hour=2026-02-01-10,"
            + " at_hour=null",
        "truncate(2, name) | name_trunc_2=ap, name_trunc_2=ba, name_trunc_2=null",
        "truncate(2, id) | id_trunc_2=0, id_trunc_2=2, id_trunc_2=4",
        "bucket(1, id) | id_bucket_1=0",
        "void(name) | name_null=null",
        "place.city | place.city=Bergen, place.city=Oslo, place.city=null",
      })
  void rowsGoToThePartitionsOfTheirValues(String term, String expected) {
    for (String version : List.of("2", "3")) {
      try (Lake each = new Lake(folder.resolve(version)).set("format-version", version)) {
        lake = each;
        lake.evolve(EVENTS, layout("partition-by", List.of(term)));

        lake.loads().commit(ORDERS, APPEND, events());

        assertThat(partitions()).containsExactly(expected.split(", "));
        assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(DuckFiles.query(lake.table(), "SELECT count(*), sum(id) FROM FILES"))
            .hasToString("[[4, 10]]");
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void aQueryOpensOnlyTheFilesOfItsPartitions() {
    lake.evolve(EVENTS, layout("partition-by", List.of("day(at)", "bucket(8, id)")));
    loads.commit(ORDERS, APPEND, events());

    assertThat(idsFound(Expressions.equal("id", 3L))).containsExactly(3L);
    assertThat(idsFound(Expressions.lessThan("at", "2026-01-15T00:00:00Z")))
        .containsExactly(1L, 2L);
  }

  @Test
  void aTableThatSomebodyElsePartitionedIsWrittenAsItIs() {
    lake.sink().tables();
    org.apache.iceberg.Schema schema = new IcebergTypes(2).toIceberg(EVENTS);
    PartitionSpec spec = PartitionSpec.builderFor(schema).month("at").bucket("name", 4).build();
    ((SupportsNamespaces) lake.catalog()).createNamespace(Namespace.of("shop"));
    lake.catalog().createTable(TableIdentifier.of("shop", "orders"), schema, spec);

    loads.commit(ORDERS, APPEND, events());

    assertThat(partitions()).hasSize(3 + 1);
    assertThat(idsFound(Expressions.equal("name", "banana"))).containsExactly(3L);
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aSettingThatChangesMovesNoFileThatIsThere() {
    lake.evolve(EVENTS, layout("partition-by", List.of("day(at)")));
    loads.commit(ORDERS, APPEND, events());
    Config changed = layout("partition-by", List.of("month(at)", "place.city"));

    TableInfo seen = lake.evolve(EVENTS, changed);
    loads.commit(ORDERS, APPEND, List.of(event(5, "2026-02-02T00:00:00Z", "cherry", "Oslo")));

    assertThat(partitions())
        .containsExactly(
            "at_day=2026-01-01",
            "at_day=2026-02-01",
            "at_day=null",
            "at_month=2026-02/place.city=Oslo");
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(lake.sink().isLaidOut(spec(changed), seen)).isTrue();
    assertThat(lake.sink().isLaidOut(spec(layout("partition-by", List.of("id"))), seen)).isFalse();
  }

  private static TableSpec spec(Config settings) {
    return new TableSpec(ORDERS, EVENTS, List.of(), settings);
  }

  @Test
  void layingOutTwiceIsLayingOutOnce() {
    Config days = layout("partition-by", List.of("day(at)"), "sort-by", List.of("id"));
    lake.evolve(EVENTS, layout());
    lake.evolve(EVENTS, days);
    int versions = lake.table().specs().size();

    lake.evolve(EVENTS, days);

    assertThat(lake.table().specs()).hasSize(versions);
    assertThat(lake.table().spec().fields()).hasSize(1);
  }

  @Test
  void aLoadThatWasStagedUnderTheOldPartitionsCommitsWithThem() {
    lake.evolve(EVENTS, layout("partition-by", List.of("day(at)")));
    Load staged = loads.prepare(ORDERS, APPEND, events());
    lake.evolve(EVENTS, layout("partition-by", List.of("id")));

    Outcome outcome = lake.sink().commit(staged, ORDERS);

    assertThat(outcome).isEqualTo(Outcome.COMMITTED);
    assertThat(partitions())
        .containsExactly("at_day=2026-01-01", "at_day=2026-02-01", "at_day=null");
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void rowsAreStagedAsTheSettingSaysBeforeTheTableKnowsTheColumn() {
    Config days = layout("partition-by", List.of("day(at)"), "sort-by", List.of("id desc"));
    Schema bare = Schema.of(Field.optional("id", Type.LONG));
    lake.sink().evolve(new TableSpec(ORDERS, bare, List.of(), days, false), List.of(), CHAIN);
    Schema rows = bare.with(Field.optional("at", Type.timestampZoned(Unit.MICROS)));
    LoadId id = Loads.next(LoadId.NONE);
    WriteTask task = Lake.with(days, loads.task(ORDERS, ORDERS, id, APPEND, rows));
    Staged staged =
        loads.stage(
            task,
            List.of(
                row("id", 1L, "at", Instant.parse("2026-01-01T10:00:00Z")),
                row("id", 2L, "at", Instant.parse("2026-01-02T10:00:00Z"))));

    TableInfo after =
        lake.evolve(
            rows,
            days,
            new SchemaChange.AddField(FieldPath.of("at"), Type.timestampZoned(Unit.MICROS)));

    assertThat(lake.sink().fits(staged, after)).isTrue();
    Load load = loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), ""));
    assertThat(lake.sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(partitions()).containsExactly("at_day=2026-01-01", "at_day=2026-01-02");
    assertThat(DuckFiles.tasks(lake.table()))
        .allMatch(each -> each.file().sortOrderId() == lake.table().sortOrder().orderId());
  }

  @Test
  void rowsOfATypeThatTheTableDoesNotTakeWaitWithoutPartitions() {
    lake.evolve(EVENTS, layout("partition-by", List.of("day(at)")));
    Schema texts = Schema.of(Field.optional("at", Type.STRING));
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, texts);

    Staged staged = loads.stage(task, List.of(row("at", "yesterday")));

    assertThat(lake.sink().fits(staged, loads.look(ORDERS))).isFalse();
    assertThat(Batches.drain(lake.sink().read(staged))).containsExactly(row("at", "yesterday"));
    lake.sink().drop(staged);
    assertThat(refusal(() -> Batches.drain(lake.sink().read(staged)))).isNotNull();
  }

  @Test
  void narrowRowsGoWhereWideOnesWould() {
    Schema wide = Schema.of(Field.optional("id", Type.LONG), Field.optional("f", Type.DOUBLE));
    lake.evolve(wide, layout("partition-by", List.of("bucket(1000, id)", "f")));
    Schema narrow = Schema.of(Field.optional("id", Type.INT), Field.optional("f", Type.FLOAT));
    LoadId id = Loads.next(LoadId.NONE);
    Staged staged =
        loads.stage(
            loads.task(ORDERS, ORDERS, id, APPEND, narrow), List.of(row("id", 7, "f", 0.5f)));

    lake.sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), "")), ORDERS);
    loads.commit(ORDERS, APPEND, List.of(row("id", 7L, "f", 0.5)));

    assertThat(partitions()).hasSize(2);
    assertThat(partitions().stream().distinct()).hasSize(1);
  }

  /** Names of partitions travel as text from those who write to those who commit. */
  @Test
  void oddValuesAreFoundAgain() {
    Schema odd =
        Schema.of(
            Field.optional("d", Type.DOUBLE),
            Field.optional("s", Type.STRING),
            Field.optional("b", Type.BINARY));
    lake.evolve(odd, layout("partition-by", List.of("d", "s", "b")));
    List<Map<String, Object>> rows =
        List.of(
            row("d", Double.NaN, "s", "a/b=c\\", "b", ByteBuffer.wrap(new byte[] {0, -1})),
            row("d", Double.NEGATIVE_INFINITY, "s", "", "b", ByteBuffer.wrap(new byte[0])),
            row("d", -0.0, "s", "\u00e4\ud83d\ude00\"'", "b", null));

    loads.commit(ORDERS, APPEND, rows);

    assertThat(Batches.drain(lake.sink().read(ORDERS, ReadRequest.ALL)))
        .containsExactlyInAnyOrderElementsOf(rows);
    assertThat(partitions()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "day(att)",
        "day(id)",
        "bucket(0, id)",
        "bucket(id)",
        "weekly(at)",
        "place",
        "bucket(16",
        "truncate(4, at)",
        "hour(name)",
        "place.town"
      })
  void whatATableCannotBePartitionedByIsASettingToCorrect(String term) {
    TributaryException refusal =
        refusal(() -> lake.evolve(EVENTS, layout("partition-by", List.of(term))));

    assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refusal).hasMessageContaining("partition-by");
    assertThat(lake.sink().tables()).isEmpty();
  }

  @Test
  void aNearlyRightColumnIsSuggested() {
    assertThat(refusal(() -> lake.evolve(EVENTS, layout("partition-by", List.of("day(att)")))))
        .hasMessageContaining("did you mean 'at'?");
  }

  @Test
  void moreThanTheOpenFilesAreWrittenPartitionByPartition() {
    Config settings = layout("partition-by", List.of("truncate(1, id)"), "open-files", 4L);
    lake.evolve(Lake.SCHEMA, settings);
    LoadId id = Loads.next(LoadId.NONE);
    WriteTask task = Lake.with(settings, loads.task(ORDERS, ORDERS, id, APPEND, Lake.SCHEMA));
    try (SinkWriter writer = lake.sink().open(task)) {
      for (int batch = 0; batch < 50; batch++) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (long row = 0; row < 100; row++) {
          rows.add(row("id", row % 20, "name", "name " + batch));
        }
        writer.write(Batches.of(Lake.SCHEMA, rows));
      }

      Staged staged = writer.finish();

      assertThat(staged.rows()).isEqualTo(5_000);
      assertThat(staged.files()).isEqualTo(20);
    }
  }

  @Test
  void aReplaceTakesAllPartitions() {
    lake.evolve(EVENTS, layout("partition-by", List.of("day(at)")));
    loads.commit(ORDERS, APPEND, events());

    loads.commit(ORDERS, REPLACE, events().subList(0, 1));

    assertThat(partitions()).containsExactly("at_day=2026-01-01");
    assertThat(lake.ids()).containsExactly(1L);
  }

  @Test
  void strangersAndLoadsShareAPartitionedTable() {
    lake.evolve(Lake.SCHEMA, layout("partition-by", List.of("bucket(4, id)")));
    loads.commit(ORDERS, APPEND, Lake.rows(1, 2, 3));
    Table table = lake.table();
    new Stranger(table).append(4, 5);
    new Stranger(table).compact();

    loads.commit(ORDERS, APPEND, Lake.rows(6));

    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(Batches.drain(lake.sink().read(ORDERS, ReadRequest.ALL))).hasSize(6);
  }
}
