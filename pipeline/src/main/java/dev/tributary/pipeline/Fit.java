// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Conform;
import dev.tributary.evolution.Evolution;
import dev.tributary.evolution.Evolved;
import dev.tributary.evolution.Names;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Gives a source's batches the names, types and system columns of a table. A batch that the table
 * can take without a change of its schema becomes one of the table's schema; any other keeps its
 * own columns, in types that the sink stores. Owned by one thread.
 */
final class Fit {

  private final Schema table;
  private final SystemColumns system;
  private final SinkCapabilities sink;
  private final Map<Schema, Schema> named = new HashMap<>();
  private final Map<Schema, UnaryOperator<Batch>> routes = new HashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param table the table's schema as it was known at planning; empty when it has none yet
   */
  Fit(Schema table, SystemColumns system, SinkCapabilities sink) {
    this.table = table;
    this.system = system;
    this.sink = sink;
  }

  Batch apply(Batch batch, SystemColumns.Stamp stamp) {
    Schema schema =
        named.computeIfAbsent(batch.schema(), incoming -> names(incoming, system, sink));
    return routes.computeIfAbsent(schema, this::route).apply(stamp.on(batch.withSchema(schema)));
  }

  /** The paths of all fields that came, as the table calls them. */
  Set<String> seen() {
    return seen;
  }

  /** The schema as the sink will call its fields. */
  static Schema names(Schema incoming, SystemColumns system, SinkCapabilities sink) {
    List<String> before = incoming.fields().stream().map(Field::name).toList();
    Map<String, String> after = Names.resolve(before, sink.nameLengthMax(), sink.caseSensitive());
    List<Field> fields = new ArrayList<>();
    for (Field field : incoming.fields()) {
      String name = after.getOrDefault(field.name(), field.name());
      if (system.isSystem(name, sink.caseSensitive())) {
        throw taken(field.name(), name);
      }
      fields.add(field.withName(name));
    }
    return Schema.of(fields);
  }

  private UnaryOperator<Batch> route(Schema named) {
    Schema incoming = system.appendTo(named);
    Evolved intoTable = Evolution.plan(table, incoming, sink);
    Evolved route =
        intoTable.changes().isEmpty() ? intoTable : Evolution.plan(Schema.empty(), incoming, sink);
    seen.addAll(FieldPaths.of(incoming));
    seen.addAll(route.beside().values());
    return new Conform(route)::conform;
  }

  private static TributaryException taken(String field, String name) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "Field '" + field + "' has the name of the system column '" + name + "'",
        "Give the system column another name");
  }
}
