// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a contract lets into one table. Decides by the table's schema as it was known when the load
 * was planned, never by what other batches brought, so that the result does not depend on order.
 * Owned by one thread.
 *
 * <p>What the gate passes needs no change of the table that the contract forbids: {@link
 * Evolution#plan(Schema, Schema, SinkCapabilities, Contract)} takes its schema. Passing it again
 * changes nothing.
 *
 * <p>A null violates nothing, except where the table requires a value. A field that has no place
 * and no values leaves the batch.
 */
public final class Gate {

  private static final int REMEMBERED_MAX = 256;

  private final String name;
  private final Schema table;
  private final Contract contract;
  private final SinkCapabilities sink;
  private final Map<Schema, Sieve> sieves = new HashMap<>();
  private @Nullable Sieve lastSieve;

  /**
   * @param name names the table in messages
   * @param table the table's schema; empty when the table is new: then it takes whatever its first
   *     load brings, or nothing, as the contract says of tables
   */
  public Gate(String name, Schema table, Contract contract, SinkCapabilities sink) {
    this.name = name;
    this.table = table;
    this.contract = contract;
    this.sink = sink;
  }

  /**
   * The batch as it may be written, or the rows that may not. Valid as long as {@code batch}, and
   * until the next call.
   *
   * @throws TributaryException {@code SCHEMA_REFUSED} where the contract freezes what the batch
   *     would change, naming the field and the change; {@code VALUE_REFUSED} where a frozen column
   *     requires a value or cannot hold one exactly
   */
  public Passed pass(Batch batch) {
    if (batch.rows() > 0 && !admitsTable()) {
      return unmade(batch);
    }
    return sieve(batch.schema()).pass(batch);
  }

  /**
   * What of a schema that a source declares may be made of the table before rows are seen: fields
   * that the contract does not let in are left out, also where it freezes, since rows may have no
   * values in them. Empty when the table may not be made and its rows are discarded.
   *
   * @throws TributaryException {@code SCHEMA_REFUSED} when the table may not be made
   */
  public Schema admitted(Schema declared) {
    if (!admitsTable() && contract.tables() == Rule.FREEZE) {
      throw frozen();
    }
    return admitsTable() ? sieve(declared).admitted() : Schema.empty();
  }

  /** Whether there is a table, or there may be one. */
  public boolean admitsTable() {
    return !table.equals(Schema.empty()) || contract.tables() == Rule.EVOLVE;
  }

  private Sieve sieve(Schema incoming) {
    if (lastSieve != null && lastSieve.takes(incoming)) {
      return lastSieve;
    }
    if (sieves.size() >= REMEMBERED_MAX) {
      sieves.clear();
    }
    Sieve sieve =
        sieves.computeIfAbsent(incoming, schema -> new Sieve(table, contract, sink, schema));
    lastSieve = sieve;
    return sieve;
  }

  private Passed unmade(Batch batch) {
    if (contract.tables() == Rule.FREEZE) {
      throw frozen();
    }
    if (contract.tables() == Rule.DISCARD_VALUE) {
      return new Passed(new Batch(Schema.empty(), List.of(), 0), List.of());
    }
    return new Passed(
        batch,
        IntStream.range(0, batch.rows())
            .mapToObj(
                row -> new Refusal(row, ErrorCode.SCHEMA_REFUSED, FieldPath.of(name), unmade()))
            .toList());
  }

  private TributaryException frozen() {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        unmade(),
        "Let the contract's tables evolve, or make the table by hand");
  }

  private String unmade() {
    return "The contract does not allow the new table '" + name + "'";
  }

  /**
   * What came through.
   *
   * @param batch what may be written when {@code refusals} is empty; it has every row, unless the
   *     table may not be made and its rows are discarded. Else the batch as it was given: take the
   *     refused rows out and pass the others
   * @param refusals the rows that may not, at most once each, in their order
   */
  public record Passed(Batch batch, List<Refusal> refusals) {
    public Passed {
      refusals = List.copyOf(refusals);
    }
  }

  /**
   * Why a row may not be written. Immutable.
   *
   * @param row its number in the batch
   * @param field what it is about; for a table that may not be made, the table's name
   * @param reason a sentence for people; never a value of the row
   */
  public record Refusal(int row, ErrorCode code, FieldPath field, String reason) {}
}
