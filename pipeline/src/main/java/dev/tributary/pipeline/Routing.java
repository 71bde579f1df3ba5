// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Declared;
import dev.tributary.evolution.Gate;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.evolution.Naming;
import dev.tributary.evolution.Naming.Named;
import dev.tributary.evolution.Narrowing;
import dev.tributary.evolution.Shape;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

/**
 * Turns a source's batches into batches of tables: values get the types that are declared, fields
 * the names that tables have, nested values their places, and the contract says what may pass.
 * Owned by one thread.
 */
final class Routing {

  /** Ids as keys make a schema per batch; what was worked out for so many is enough. */
  static final int SCHEMAS_MAX = 256;

  private final TableName anchor;
  private final Intake intake;
  private final SinkCapabilities sink;
  private final Map<TableName, Schema> targets;
  private final Declared declared;
  private final Naming naming;
  private final Latest latest;
  private final Shape shape;
  private final Map<Schema, Named> named = new HashMap<>();
  private final Map<TableName, Gate> gates = new LinkedHashMap<>();
  private final Map<TableName, Narrowing> narrowings = new HashMap<>();
  private Came came = Came.NOTHING;

  /**
   * @param targets the tables as they were known at planning
   * @param seed of row ids, for child tables of rows without a key; no other task has it
   */
  Routing(
      TableName anchor,
      WriteMode mode,
      Intake intake,
      SinkCapabilities sink,
      Map<TableName, Schema> targets,
      String seed) {
    this.anchor = anchor;
    this.intake = intake;
    this.sink = sink;
    this.targets = targets;
    this.declared = new Declared(intake.toApply(), intake.contract(), sink);
    this.naming = intake.naming(sink);
    this.latest = new Latest(mode, intake.quarantined());
    this.shape =
        intake
            .nesting()
            .shape(
                intake.named(intake.key(), sink), intake.known(anchor, targets, sink), sink, seed);
  }

  /** Everything that came so far, as it is declared and before it is named. */
  Came came() {
    return came;
  }

  /**
   * The tables that rows of a declared schema make, each as far as the contract lets it. Where
   * nothing is declared, that is a root without fields, also without row ids: what the first load
   * brings is then what it has.
   */
  Map<TableName, Schema> tables(Schema source) {
    Schema incoming = intake.toApply().schema(source);
    if (incoming.size() == 0) {
      return Map.of(anchor, gate(anchor).admitted(incoming));
    }
    Map<TableName, Schema> tables = new LinkedHashMap<>();
    shape
        .tables(name(incoming).schema())
        .forEach(
            (suffix, schema) -> {
              TableName table = TableNames.of(anchor, suffix);
              if (table.equals(anchor) || gate(table).admitsTable()) {
                tables.put(table, gate(table).admitted(schema));
              }
            });
    return tables;
  }

  /** Valid as long as {@code batch}, and until the next call. */
  Routed route(Batch batch) {
    Routed routed = new Routed(new LinkedHashMap<>(), new TreeMap<>());
    Passed taken = declared.apply(batch);
    taken.refusals().forEach(refusal -> routed.refused().put(refusal.row(), refusal));
    if (!taken.refusals().isEmpty()) {
      return routed;
    }
    for (Shape.Rows part : shaped(taken.batch(), routed)) {
      TableName table = TableNames.of(anchor, part.suffix());
      Shape.Rows told = table.equals(anchor) ? latest.of(part, routed) : latest.below(part);
      if (told.batch().rows() == 0 && !table.equals(anchor)) {
        continue; // a table is touched by rows only
      }
      for (Narrowing.Rows rows : narrowing(table).of(told.batch())) {
        if (intake.contract().equals(Contract.EVOLVE)) {
          routed.add(table, rows.batch());
        } else {
          pass(table, rows, told.roots(), routed);
        }
      }
    }
    return routed;
  }

  /**
   * Where there is a quarantine, rows that have no key for their child rows are refused one by one.
   */
  private List<Shape.Rows> shaped(Batch rows, Routed routed) {
    Named names = named(rows.schema());
    try {
      return shape.of(names.apply(rows));
    } catch (TributaryException e) {
      if (!intake.quarantined()) {
        throw e;
      }
      for (int row = 0; row < rows.rows(); row++) {
        refuseUnshaped(row, names.apply(Selection.only(row, rows)), routed);
      }
      if (rows.rows() > 0 && routed.refused().isEmpty()) {
        throw e;
      }
      return List.of();
    }
  }

  private void refuseUnshaped(int row, Batch alone, Routed routed) {
    try {
      shape.of(alone);
    } catch (TributaryException e) {
      FieldPath key = FieldPath.of(String.join(", ", intake.key()));
      routed.refused().put(row, new Refusal(row, e.code(), key, String.valueOf(e.getMessage())));
    }
  }

  private void pass(TableName table, Narrowing.Rows rows, IntUnaryOperator roots, Routed routed) {
    Passed passed = gate(table).pass(rows.batch());
    if (passed.batch().rows() > 0 || table.equals(anchor)) {
      routed.add(table, passed.batch());
    }
    for (Refusal refusal : passed.refusals()) {
      int row = rows.places().applyAsInt(refusal.row());
      routed.refused().putIfAbsent(roots.applyAsInt(row), refusal);
    }
  }

  private Narrowing narrowing(TableName table) {
    return narrowings.computeIfAbsent(table, name -> new Narrowing(known(name), sink));
  }

  private Gate gate(TableName table) {
    return gates.computeIfAbsent(
        table, name -> new Gate(name.value(), known(name), contract(name), sink));
  }

  /**
   * Where a child table may not be made, its rows are what is left out; of the root, whole rows.
   */
  private Contract contract(TableName table) {
    Contract contract = intake.contract();
    return table.equals(anchor) && contract.tables() == Rule.DISCARD_VALUE
        ? new Contract(Rule.DISCARD_ROW, contract.columns(), contract.types())
        : contract;
  }

  /** A table without a field of its own is one that this load, or an empty one, has made. */
  private Schema known(TableName table) {
    Schema schema = targets.getOrDefault(table, Schema.empty());
    return intake.isBare(schema, sink) ? Schema.empty() : schema;
  }

  private Named named(Schema source) {
    if (named.size() >= SCHEMAS_MAX) {
      named.clear();
    }
    return named.computeIfAbsent(
        source,
        schema -> {
          came = came.plus(schema);
          return name(schema);
        });
  }

  private Named name(Schema source) {
    Named given = naming.name(source);
    for (int i = 0; i < source.size(); i++) {
      Field field = given.schema().fields().get(i);
      if (intake.systemColumns().isSystem(field.name(), sink.caseSensitive())) {
        throw taken(source.fields().get(i).name(), field.name());
      }
    }
    return given;
  }

  private static TributaryException taken(String field, String name) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "Field '" + field + "' has the name of the system column '" + name + "'",
        "Give the system column another name");
  }

  /**
   * @param parts what may be written when nothing was refused; per table, the root first
   * @param refused rows of the source's batch, each with the first reason
   */
  record Routed(Map<TableName, List<Batch>> parts, TreeMap<Integer, Refusal> refused) {

    void add(TableName table, Batch rows) {
      parts.computeIfAbsent(table, name -> new ArrayList<>(1)).add(rows);
    }
  }
}
