// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Conform;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Evolution;
import dev.tributary.evolution.Evolved;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Gives batches the types and system columns of a table. A batch that the table can take without a
 * change of its schema becomes one of the table's schema; any other keeps its own columns, in types
 * that the sink stores. Owned by one thread.
 */
final class Fit {

  private final Schema table;
  private final SystemColumns system;
  private final Contract contract;
  private final SinkCapabilities sink;
  private final List<String> keys;
  private final Map<Schema, UnaryOperator<Batch>> routes = new HashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param table the table's schema as it was known at planning; empty when it has none yet
   * @param keys the columns by which rows are merged
   */
  Fit(
      Schema table,
      SystemColumns system,
      Contract contract,
      SinkCapabilities sink,
      List<String> keys) {
    this.keys = keys;
    this.table = table;
    this.system = system;
    this.contract = contract;
    this.sink = sink;
  }

  Batch apply(Batch batch, SystemColumns.Stamp stamp, long number) {
    Batch stamped = stamp.on(batch, number);
    if (routes.size() >= Routing.SCHEMAS_MAX) {
      routes.clear();
    }
    try {
      return routes.computeIfAbsent(batch.schema(), this::route).apply(stamped);
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.VALUE_REFUSED) {
        throw e;
      }
      return asItIs(stamped.schema()).conform(stamped);
    }
  }

  /** For rows that the table's types hold but a value of theirs does not fit exactly. */
  private Conform asItIs(Schema incoming) {
    return new Conform(Evolution.plan(Schema.empty(), incoming, sink));
  }

  /** The paths of all fields that came, as the table calls them. */
  Set<String> seen() {
    return seen;
  }

  /** Rows whose key stood beside its column would merge with none. */
  private void requireKeys(Evolved intoTable) {
    for (String key : keys) {
      if (intoTable.beside().containsKey(FieldPath.of(key))) {
        throw new TributaryException(
            ErrorCode.SCHEMA_REFUSED,
            "The key '"
                + key
                + "' comes as "
                + intoTable.incoming().field(key).map(field -> field.type().toString()).orElse("?")
                + ", but the table's column is "
                + table.field(key).map(field -> field.type().toString()).orElse("?"),
            "Declare the type that the table has, or load into another table");
      }
    }
  }

  private UnaryOperator<Batch> route(Schema named) {
    Schema incoming = system.appendTo(named);
    Evolved intoTable = Evolution.plan(table, incoming, sink, contract);
    requireKeys(intoTable);
    Evolved route =
        intoTable.changes().isEmpty() ? intoTable : Evolution.plan(Schema.empty(), incoming, sink);
    seen.addAll(FieldPaths.of(incoming));
    seen.addAll(route.beside().values());
    return new Conform(route)::conform;
  }
}
