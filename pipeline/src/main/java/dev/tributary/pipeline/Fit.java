// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Conform;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Evolution;
import dev.tributary.evolution.Evolved;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.HashMap;
import java.util.LinkedHashSet;
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
  private final Map<Schema, UnaryOperator<Batch>> routes = new HashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();

  /**
   * @param table the table's schema as it was known at planning; empty when it has none yet
   */
  Fit(Schema table, SystemColumns system, Contract contract, SinkCapabilities sink) {
    this.table = table;
    this.system = system;
    this.contract = contract;
    this.sink = sink;
  }

  Batch apply(Batch batch, SystemColumns.Stamp stamp) {
    Batch stamped = stamp.on(batch);
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

  private UnaryOperator<Batch> route(Schema named) {
    Schema incoming = system.appendTo(named);
    Evolved intoTable = Evolution.plan(table, incoming, sink, contract);
    Evolved route =
        intoTable.changes().isEmpty() ? intoTable : Evolution.plan(Schema.empty(), incoming, sink);
    seen.addAll(FieldPaths.of(incoming));
    seen.addAll(route.beside().values());
    return new Conform(route)::conform;
  }
}
