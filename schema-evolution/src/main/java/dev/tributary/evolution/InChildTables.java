// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Objects become columns, lists become child tables. The columns of a child table are those of the
 * list's elements; only what ties a row to its root is made. Owned by one thread at a time.
 */
final class InChildTables implements Shape {

  private final Unnesting unnesting;
  private final List<String> rootKey;
  private final ChildKeys keys;
  private final SinkCapabilities sink;
  private final RowIds ids;
  private final PerSchema<Plan> plans = new PerSchema<>(this::plan);

  InChildTables(
      Unnesting unnesting,
      List<String> rootKey,
      ChildKeys keys,
      SinkCapabilities sink,
      String seed) {
    this.unnesting = unnesting;
    this.rootKey = List.copyOf(rootKey);
    this.keys = keys;
    this.sink = sink;
    this.ids = new RowIds(keys, seed);
  }

  @Override
  public Map<String, Schema> tables(Schema declared) {
    Map<String, Schema> tables = new LinkedHashMap<>();
    collect(plans.of(declared).root(), tables);
    return tables;
  }

  @Override
  public List<Rows> of(Batch batch) {
    Plan plan = plans.of(batch.schema());
    List<Rows> tables = new ArrayList<>();
    collect(new Unnested(plan.root(), batch), plan.ties(), tables);
    return tables;
  }

  /** The tables of one schema, and what ties them. */
  private record Plan(TableShape root, Ties ties) {}

  private Plan plan(Schema schema) {
    TableDraft draft = unnesting.root(schema);
    boolean byKey = !rootKey.isEmpty() && keys.style() == ChildKeys.Style.INDEX_PATH;
    Ties ties = byKey ? IndexPath.of(draft, rootKey, keys, sink) : ids;
    return new Plan(new TableShapes(ties, sink).of(draft), ties);
  }

  private static void collect(TableShape table, Map<String, Schema> tables) {
    tables.put(table.suffix(), table.schema());
    table.children().forEach(child -> collect(child, tables));
  }

  private static void collect(Unnested table, Ties ties, List<Rows> tables) {
    ties.fill(table);
    tables.add(table.toRows());
    for (int i = 0; i < table.layout().children().size(); i++) {
      Unnested child = table.child(i);
      if (child.size() > 0) {
        collect(child, ties, tables);
      }
    }
  }
}
