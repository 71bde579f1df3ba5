// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.TableInfo;
import dev.tributary.tck.memory.MemorySink;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What there is after runs of a pipeline with one stream: tables, rows, names and a tally. */
record Ingested(
    Map<String, Schema> schemas,
    Map<String, List<Map<String, @Nullable Object>>> rows,
    Map<FieldPath, String> names,
    Tally tally,
    int loads,
    Optional<TributaryException> failure) {

  static final String STREAM = "docs";

  private static final Set<String> MADE =
      Set.of("_load_id", "_loaded_at", "_arrival", "_row_id", "_root_id", "_parent_id", "place");

  /** Runs a pipeline as often as the source has rounds, until one fails. */
  static Ingested of(JsonLines source, int rounds, int workers, long commitEvery, StreamSpec spec) {
    MemoryWarehouse warehouse = new MemoryWarehouse();
    Tally tally = Tally.NONE;
    int loads = 0;
    Optional<TributaryException> failure = Optional.empty();
    try (Pipeline pipeline =
        Pipeline.named("law").source(source).sink(warehouse.sink()).stream(spec)
            .parallelism(workers)
            .commitEvery(commitEvery)
            .build()) {
      for (int i = 0; i < rounds && failure.isEmpty(); i++) {
        StreamReport report = pipeline.run().streams().get(0);
        tally = tally.plus(report.tally());
        loads += report.loads().size();
        failure = report.failure();
        if (failure.map(TributaryException::code).equals(Optional.of(ErrorCode.INTERNAL))) {
          throw failure.get();
        }
      }
      Map<FieldPath, String> names = FieldNotes.of(pipeline.state().stream(STREAM).notes()).names();
      return of(warehouse, names, tally, loads, failure);
    }
  }

  private static Ingested of(
      MemoryWarehouse warehouse,
      Map<FieldPath, String> names,
      Tally tally,
      int loads,
      Optional<TributaryException> failure) {
    Map<String, Schema> schemas = new TreeMap<>();
    Map<String, List<Map<String, @Nullable Object>>> rows = new TreeMap<>();
    try (MemorySink sink = warehouse.sink()) {
      for (TableName table : warehouse.tables()) {
        TableInfo info = sink.table(table, new Chain("law", STREAM)).orElseThrow();
        schemas.put(table.value(), info.schema());
        rows.put(table.value(), warehouse.rows(table.value()));
      }
    }
    return new Ingested(schemas, rows, names, tally, loads, failure);
  }

  /** A line for each column of each table; nobody cares in which order a file has them. */
  List<String> columns() {
    List<String> lines = new ArrayList<>();
    tables(
        (table, schema) ->
            texts(schema.fields()).forEach(field -> lines.add(table + ": " + field)));
    Collections.sort(lines);
    return lines;
  }

  /**
   * A line for each row of each table, without what differs between loads or is made up. Rows of
   * child tables that hold nothing are left out: whether a list of nothing but nulls makes rows
   * depends on whether anything else of its batch says what the list is of.
   */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    tables(
        (table, schema) -> {
          for (Map<String, @Nullable Object> row : rows.get(table)) {
            Map<String, Object> said = said(schema.fields(), row);
            if (table.equals(STREAM) || !said.keySet().stream().allMatch(Ingested::isTie)) {
              lines.add(table + ": " + said);
            }
          }
        });
    Collections.sort(lines);
    return lines;
  }

  /** A pass that is done again may leave a table behind that has neither fields nor rows. */
  private void tables(BiConsumer<String, Schema> each) {
    schemas.forEach(
        (table, schema) -> {
          boolean bare = schema.fields().stream().allMatch(field -> MADE.contains(field.name()));
          if (table.equals(STREAM) || !bare || !table(table).isEmpty()) {
            each.accept(table, schema);
          }
        });
  }

  /** How many scalars there are in all tables, those that tie and name loads left out. */
  int scalars() {
    int[] count = {0};
    tables(
        (table, schema) ->
            rows.get(table)
                .forEach(
                    row ->
                        said(schema.fields(), row)
                            .forEach(
                                (name, value) -> count[0] += isTie(name) ? 0 : scalars(value))));
    return count[0];
  }

  static int scalars(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().mapToInt(Ingested::scalars).sum();
    }
    return value instanceof List<?> list
        ? list.stream().mapToInt(Ingested::scalars).sum()
        : value == null ? 0 : 1;
  }

  List<Map<String, @Nullable Object>> table(String name) {
    return rows.getOrDefault(name, List.of());
  }

  private static Map<String, Object> said(List<Field> fields, Map<String, @Nullable Object> row) {
    Map<String, Object> own = new TreeMap<>();
    for (Field field : fields) {
      if (!MADE.contains(field.name())) {
        Pruned.put(own, field.name(), Pruned.cell(field.type(), row.get(field.name())));
      }
    }
    return own;
  }

  private static boolean isTie(String column) {
    return column.startsWith("_root_") || (column.startsWith("_") && column.endsWith("_idx"));
  }

  private static List<String> texts(List<Field> fields) {
    return fields.stream()
        .sorted(Comparator.comparing(Field::name))
        .map(field -> field.name() + " " + text(field.type()) + (field.required() ? "!" : ""))
        .toList();
  }

  private static String text(Type type) {
    if (type instanceof Type.Struct struct) {
      return texts(struct.fields()).toString();
    }
    return type instanceof Type.ListOf list
        ? "list of " + text(list.element()) + (list.elementRequired() ? "!" : "")
        : type.toString();
  }
}
