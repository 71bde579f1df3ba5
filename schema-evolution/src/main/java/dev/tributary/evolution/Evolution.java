// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.SinkCapabilities;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a table's schema grows to take what arrives. Pure, thread-safe.
 *
 * <p>A field that the table lacks is added, optional. A field whose values the table's type holds
 * (by {@link TypeJoin}) goes there. Else the table's field widens to the join of both types, if the
 * sink can do that; if it cannot, the values go to a field beside it, named after what they are:
 * {@code amount__text}. A required field that may now be absent becomes optional. All of this holds
 * inside structs as well; an element of a list or a value of a map has no place beside it, so the
 * list or map itself moves.
 *
 * <p>So evolving twice changes nothing the second time, nothing ever narrows, and the table still
 * takes every row it took before.
 */
public final class Evolution {

  private Evolution() {}

  /** As {@link #plan(Schema, Schema, SinkCapabilities, Contract)}, where everything may grow. */
  public static Evolved plan(Schema table, Schema incoming, SinkCapabilities sink) {
    return plan(table, incoming, sink, Contract.EVOLVE);
  }

  /**
   * Plans what must change so that {@code table} takes rows of {@code incoming}. Types that the
   * sink does not store are first replaced as {@link StorageTypes} says. Names are compared
   * exactly; they are made legal beforehand by {@link Names}.
   *
   * @param table the table's schema; empty when there is no table, which is then made as declared,
   *     required fields included
   * @param contract what may change. Discarding is not done here but by {@link Gate}, before
   * @throws TributaryException {@code SCHEMA_REFUSED} naming every change that the contract
   *     forbids, be it frozen or to be discarded; {@code TYPE_UNSUPPORTED} naming the fields that
   *     the sink has no type for
   */
  public static Evolved plan(
      Schema table, Schema incoming, SinkCapabilities sink, Contract contract) {
    Schema stored = StorageTypes.forSink(incoming, sink);
    Draft draft = draft(table, stored, sink, contract);
    List<SchemaChange> refused =
        draft.steps().stream()
            .filter(step -> !step.isAllowed(contract, table))
            .map(Step::change)
            .toList();
    if (!refused.isEmpty()) {
      throw refused(refused);
    }
    Schema result =
        table.equals(Schema.empty()) ? stored : Schema.of(List.copyOf(draft.fields().values()));
    return new Evolved(
        incoming, result, draft.steps().stream().map(Step::change).toList(), draft.beside());
  }

  /** How {@code table} would take {@code stored}, whether the contract allows the steps or not. */
  static Draft draft(Schema table, Schema stored, SinkCapabilities sink, Contract contract) {
    return new Planner(sink, contract.types() != Contract.Rule.BESIDE).table(table, stored);
  }

  private static TributaryException refused(List<SchemaChange> changes) {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "The contract does not allow what the stream would change: "
            + changes.stream().map(SchemaChange::toString).collect(Collectors.joining(", ")),
        "Let the contract evolve, change the table by hand, or leave the fields out of the stream");
  }
}
