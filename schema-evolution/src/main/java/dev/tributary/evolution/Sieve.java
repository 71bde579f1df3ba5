// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.evolution.Step.Why;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a contract lets of batches of one schema into one table. Owned by one thread.
 *
 * <p>Leaving a field out may leave a column that the table requires without values, which is one
 * more change that may be forbidden; so this is found in rounds, until none is left.
 */
final class Sieve {

  /** The second round is the last that finds anything. */
  private static final int ROUNDS_MAX = 3;

  private final Schema table;
  private final Contract contract;
  private final List<Step> forbidden = new ArrayList<>();
  private final Schema incoming;
  private final Schema admitted;
  private final Schema left;
  private final Conform conform;

  Sieve(Schema table, Contract contract, SinkCapabilities sink, Schema incoming) {
    this.table = table;
    this.contract = contract;
    this.incoming = incoming;
    boolean nulls = contract.types() == Rule.DISCARD_VALUE;
    Set<FieldPath> dropped = new HashSet<>();
    Schema types = incoming;
    Schema values = incoming;
    for (int round = 0; ; round++) {
      Draft draft = Evolution.draft(table, StorageTypes.forSink(types, sink), sink, contract);
      List<Step> steps = forbidden(draft);
      Pruning pruning = new Pruning(table, draft, steps);
      forbidden.addAll(steps);
      dropped.addAll(pruning.dropped());
      types = pruning.left(types);
      values = isExact(contract) ? pruning.exact(values, nulls) : types;
      if (steps.isEmpty()) {
        break;
      }
      if (round > ROUNDS_MAX) {
        throw new IllegalStateException(incoming + " does not settle in " + table);
      }
    }
    this.admitted = types;
    this.left = values;
    this.conform = new Conform(incoming, left, new Mapping(Map.of(), dropped, nulls));
  }

  private List<Step> forbidden(Draft draft) {
    return draft.steps().stream()
        .filter(step -> !step.isAllowed(contract, table))
        .sorted(Comparator.comparing(step -> step.source().toString()))
        .toList();
  }

  /** What of the schema the table takes, in the types that arrive. */
  Schema admitted() {
    return admitted;
  }

  boolean takes(Schema schema) {
    return incoming.equals(schema);
  }

  Passed pass(Batch batch) {
    if (left.equals(incoming)) {
      return new Passed(batch, List.of());
    }
    Map<Integer, Refusal> refused = new TreeMap<>();
    forbidden.forEach(step -> check(step, batch, refused));
    List<Column> columns = conform.columns(batch, (row, misfit) -> add(refused, row, misfit));
    for (int i = 0; i < columns.size(); i++) {
      requireValues(left.fields().get(i), columns.get(i), refused);
    }
    return refused.isEmpty()
        ? new Passed(new Batch(left, columns, batch.rows()), List.of())
        : new Passed(batch, List.copyOf(refused.values()));
  }

  /** A value that was left out of a column that requires one takes its row along. */
  private void requireValues(Field field, Column column, Map<Integer, Refusal> refused) {
    for (int row = 0; field.required() && row < column.size(); row++) {
      if (column.isNull(row)) {
        Refusal refusal = missing(FieldPath.of(field.name()), row);
        if (contract.types() == Rule.FREEZE) {
          throw frozen(refusal);
        }
        refused.putIfAbsent(row, refusal);
      }
    }
  }

  private static boolean isExact(Contract contract) {
    return contract.types() != Rule.EVOLVE && contract.types() != Rule.BESIDE;
  }

  private void check(Step step, Batch batch, Map<Integer, Refusal> refused) {
    Rule rule = step.rule(contract, table);
    if (rule == Rule.DISCARD_VALUE) {
      return;
    }
    boolean value = step.why() == Why.FIELD || step.why() == Why.TYPE;
    Reach reach = new Reach(batch, step.source());
    for (int row = 0; row < batch.rows(); row++) {
      if (value ? reach.isPresent(row) : reach.isMissing(row)) {
        Refusal refusal = refusal(step, row);
        if (rule == Rule.FREEZE) {
          throw frozen(refusal);
        }
        refused.putIfAbsent(row, refusal);
      }
    }
  }

  private void add(Map<Integer, Refusal> refused, int row, Misfit misfit) {
    if (contract.types() != Rule.DISCARD_ROW) {
      throw misfit.refused();
    }
    refused.putIfAbsent(
        row, new Refusal(row, ErrorCode.VALUE_REFUSED, misfit.path(), misfit.reason()));
  }

  private static Refusal refusal(Step step, int row) {
    return switch (step.why()) {
      case FIELD, TYPE ->
          new Refusal(
              row,
              ErrorCode.SCHEMA_REFUSED,
              step.source(),
              "Field '"
                  + step.source()
                  + "' needs what the contract does not allow: "
                  + step.change());
      case NULL, ABSENT -> missing(step.source(), row);
    };
  }

  private static Refusal missing(FieldPath field, int row) {
    return new Refusal(
        row,
        ErrorCode.VALUE_REFUSED,
        field,
        "Field '" + field + "' is null, where the table requires a value");
  }

  private static TributaryException frozen(Refusal refusal) {
    return new TributaryException(
        refusal.code(),
        refusal.reason(),
        "Let the contract evolve or discard, change the table by hand, or leave the field out of"
            + " the stream");
  }
}
