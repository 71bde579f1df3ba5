// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K3: what is staged, and that every value comes back. K4: closing. K9: reading. */
abstract class SinkWriterRules extends SinkSchemaRules {

  @Test
  @DisplayName("K3.1 a writer that was closed before it finished leaves nothing")
  void k3_1_anAbandonedWriterLeavesNothing() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    try (SinkWriter writer = sink().open(loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA))) {
      writer.write(Batches.of(SCHEMA, rows(1)));
    }

    Load load = loads.commit(ORDERS, APPEND, rows(2));

    assertVisible(ORDERS, 2);
    assertThat(loads.head(ORDERS)).isEqualTo(load.id());
  }

  @Test
  @DisplayName("K3.2 a writer opened before the table evolved still finishes")
  void k3_2_aWriterOutlivesAnEvolve() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    Staged staged;
    try (SinkWriter writer = sink().open(loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA))) {
      loads.evolve(ORDERS, SCHEMA, ADD_NOTE);
      writer.write(Batches.of(SCHEMA, rows(1)));
      staged = writer.finish();
    }
    assertThat(sink().fits(staged, loads.look(ORDERS))).isTrue();

    sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), "")), ORDERS);

    assertThat(visibleRows(ORDERS))
        .containsExactly(row("id", 1L, "name", "name of 1", "note", null));
  }

  @Test
  @DisplayName("K3.3 a writer reports table, schema, rows, bytes and files as they are")
  void k3_3_whatIsReportedIsRight() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);

    Staged some = loads.stage(task, rows(1, 2, 3));

    assertThat(some.table()).isEqualTo(ORDERS);
    assertThat(some.schema()).isEqualTo(SCHEMA);
    assertThat(some.rows()).isEqualTo(3);
    assertThat(some.bytes()).isPositive();
    assertThat(some.files()).isPositive();
    assertThat(loads.stage(another(task, 1, 0), rows()).rows()).isZero();
  }

  @Test
  @DisplayName("K3.4 every leaf type it stores comes back with every value at its edges")
  void k3_4_everyLeafTypeComesBack() {
    assertComesBack(Samples.leaves());
  }

  @Test
  @DisplayName("K3.5 every nested type it stores comes back, null told from empty at every level")
  void k3_5_everyNestedTypeComesBack() {
    assertComesBack(Samples.nested());
  }

  @Test
  @DisplayName("K3.6 a batch may be used again as soon as it was written")
  void k3_6_aBatchMayBeUsedAgain() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    BatchBuilder builder = new BatchBuilder(SCHEMA);
    Staged staged;
    try (SinkWriter writer = sink().open(loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA))) {
      for (Map<String, @Nullable Object> row : rows(1, 2, 3)) {
        builder.reset();
        builder.add(row);
        writer.write(builder.build());
      }
      builder.reset();
      staged = writer.finish();
    }

    sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(staged), "")), ORDERS);

    assertThat(visibleRows(ORDERS)).containsExactlyInAnyOrderElementsOf(rows(1, 2, 3));
  }

  @Test
  @DisplayName("K3.7 staged rows can be read back in order, elsewhere, from their plain value")
  void k3_7_stagedRowsCanBeReadBack() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);

    Staged travelled = travel(loads.stage(task, rows(3, 1, 2)));

    assertThat(Batches.drain(sink().read(travelled))).isEqualTo(rows(3, 1, 2));
    assertVisible(ORDERS);
  }

  @Test
  @DisplayName("K3.8 rows fit a table of their schema, and not one that cannot hold them")
  void k3_8_fitsTellsWhetherRowsCanBeCommitted() {
    Loads loads = loads();
    TableInfo orders = loads.create(ORDERS, SCHEMA);
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);
    Staged staged = loads.stage(task, rows(1));
    TableInfo items =
        loads.create(
            ITEMS, Schema.of(Field.optional("id", Type.LONG), Field.optional("name", Type.LONG)));

    assertThat(sink().fits(staged, orders)).as("the same schema").isTrue();
    assertThat(sink().fits(staged, items)).as("text into a number").isFalse();
  }

  @Test
  @DisplayName("K3.9 tasks, attempts and files of one load are staged side by side, also at once")
  void k3_9_manyWritersStageSideBySide() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    WriteTask task = loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA);
    Staged failedAttempt = loads.stage(task, rows(1));
    List<Callable<Staged>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Loads own = loads();
      WriteTask each = another(task, i, i == 0 ? 1 : 0);
      long first = 10L * i;
      writers.add(() -> own.stage(each, rows(first, first + 1)));
    }

    List<Staged> staged = Race.run(writers);
    sink().commit(loads.load(id, loads.part(ORDERS, APPEND, staged, "")), ORDERS);

    assertThat(failedAttempt.rows()).isEqualTo(1);
    assertVisible(ORDERS, 0, 1, 10, 11, 20, 21, 30, 31);
  }

  @Test
  @DisplayName("K3.10 of staged rows the columns that are asked for can be read back alone")
  void k3_10_someColumnsOfStagedRowsCanBeReadBack() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    WriteTask task = loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA);
    Staged staged = travel(loads.stage(task, rows(3, 1, 2)));

    List<Map<String, @Nullable Object>> names =
        Batches.drain(sink().read(staged, List.of("name", "later")));
    List<Map<String, @Nullable Object>> others =
        Batches.drain(sink().read(staged, List.of("later")));

    assertThat(names)
        .extracting(row -> row.get("name"))
        .containsExactlyInAnyOrder("name of 1", "name of 2", "name of 3");
    assertThat(others).as("rows without the column").hasSize(3);
    assertThat(others).allSatisfy(row -> assertThat(row).doesNotContainKey("later"));
  }

  @Test
  @DisplayName("K4.1 closing readers, writers and the sink twice is harmless")
  void k4_1_closingTwiceIsHarmless() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));
    Sink sink = newSink();
    SinkWriter writer =
        sink.open(loads.task(ORDERS, ORDERS, Loads.next(LoadId.NONE), APPEND, SCHEMA));
    BatchReader reader = sink.read(ORDERS, ReadRequest.ALL);
    for (int i = 0; i < 2; i++) {
      writer.close();
      reader.close();
    }
    sink.close();
    sink.close();

    assertVisible(ORDERS, 1);
  }

  @Test
  @DisplayName("K9.1 a read gives the columns it was asked for, in that order, and no more rows")
  void k9_1_aReadGivesWhatWasAskedFor() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2, 3));

    List<Map<String, @Nullable Object>> names =
        Batches.drain(sink().read(ORDERS, new ReadRequest(List.of("name"), Long.MAX_VALUE)));
    List<Map<String, @Nullable Object>> two =
        Batches.drain(sink().read(ORDERS, ReadRequest.first(2)));

    assertThat(names)
        .containsExactlyInAnyOrder(
            row("name", "name of 1"), row("name", "name of 2"), row("name", "name of 3"));
    assertThat(two).hasSize(2).isSubsetOf(rows(1, 2, 3));
  }

  @Test
  @DisplayName("K9.2 reading a table that is missing is TABLE_MISSING")
  void k9_2_aMissingTableCannotBeRead() {
    Codes.refused(
        ErrorCode.TABLE_MISSING,
        "reading a missing table",
        () -> Batches.drain(sink().read(ORDERS, ReadRequest.ALL)));

    assertThat(sink().tables()).isEmpty();
  }

  /** Writes a row per value in turn, and one of nulls, with one column per type. */
  private void assertComesBack(Map<Type, List<Object>> samples) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.optional("id", Type.LONG));
    samples.keySet().stream()
        .filter(this::stores)
        .forEach(type -> fields.add(Field.optional("c" + fields.size(), type)));
    Schema schema = Schema.of(fields);
    List<Map<String, @Nullable Object>> written = fill(schema, samples);
    Loads loads = loads();
    assertThat(loads.create(ORDERS, schema).schema()).isEqualTo(schema);

    loads.commit(ORDERS, APPEND, written);

    compare(schema, Batches.of(schema, written).toMaps(), visibleRows(ORDERS));
  }

  private static List<Map<String, @Nullable Object>> fill(
      Schema schema, Map<Type, List<Object>> samples) {
    int rows = samples.values().stream().mapToInt(List::size).max().orElse(0);
    List<Map<String, @Nullable Object>> written = new ArrayList<>();
    for (int i = 0; i <= rows; i++) {
      Map<String, @Nullable Object> row = row("id", (long) i);
      for (Field field : schema.fields().subList(1, schema.size())) {
        List<Object> values = samples.getOrDefault(field.type(), List.of());
        row.put(field.name(), i == rows ? null : values.get(i % values.size()));
      }
      written.add(row);
    }
    return written;
  }

  private static void compare(
      Schema schema,
      List<Map<String, @Nullable Object>> written,
      List<Map<String, @Nullable Object>> read) {
    assertThat(read)
        .extracting(row -> row.get("id"))
        .containsExactlyInAnyOrderElementsOf(written.stream().map(row -> row.get("id")).toList());
    SoftAssertions softly = new SoftAssertions();
    for (Map<String, @Nullable Object> row : read) {
      Map<String, @Nullable Object> was = written.get((int) (long) (Long) value(row, "id"));
      for (Field field : schema.fields()) {
        softly
            .assertThat(row.get(field.name()))
            .as(field.type() + " in row " + row.get("id"))
            .isEqualTo(was.get(field.name()));
      }
    }
    softly.assertAll();
  }

  private static Object value(Map<String, @Nullable Object> row, String name) {
    Object value = row.get(name);
    if (value == null) {
      throw new AssertionError("'" + name + "' is null in " + row.keySet());
    }
    return value;
  }

  private static WriteTask another(WriteTask like, int task, int attempt) {
    return new WriteTask(
        like.table(),
        like.anchor(),
        like.schema(),
        like.mode(),
        like.chain(),
        like.load(),
        task,
        attempt,
        0,
        Config.none());
  }

  /** The same value, made anew from its plain parts, as it arrives in another process. */
  private static Staged travel(Staged staged) {
    return new Staged(
        staged.table(),
        Schema.of(staged.schema().fields()),
        staged.rows(),
        staged.bytes(),
        staged.files(),
        Fields.of(staged.where().asMap()));
  }
}
