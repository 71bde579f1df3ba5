// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Any.class)
@Domain(DomainContext.Global.class)
class GateLawsTest {

  @Property(tries = 1_000)
  void whatPassesNeedsNoChangeThatTheContractForbids(
      @ForAll Schema tables,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Contract contract,
      @ForAll Random random,
      @ForAll @IntRange(max = 5) int rows) {
    Schema table = StorageTypes.forSink(tables, sink);
    Gate gate = new Gate("t", table, contract, sink);
    Optional<Batch> passed = fitting(gate, new RandomRows(random).batch(incoming, rows));

    passed.ifPresent(
        batch -> {
          Evolved evolved = Evolution.plan(table, batch.schema(), sink, contract);
          if (contract.types() != Rule.EVOLVE && contract.types() != Rule.BESIDE) {
            assertThat(new Conform(evolved).conform(batch).rows()).isEqualTo(batch.rows());
          }
        });
  }

  @Property(tries = 500)
  void passingTwiceIsPassingOnce(
      @ForAll Schema tables,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Contract contract,
      @ForAll Random random) {
    Schema table = StorageTypes.forSink(tables, sink);
    Gate gate = new Gate("t", table, contract, sink);
    Optional<Batch> passed = fitting(gate, new RandomRows(random).batch(incoming, 4));

    passed.ifPresent(
        batch -> {
          Passed again = new Gate("t", table, contract, sink).pass(batch);
          assertThat(again.refusals()).isEmpty();
          assertThat(again.batch().schema()).isEqualTo(batch.schema());
          assertThat(again.batch().toMaps()).isEqualTo(batch.toMaps());
        });
  }

  @Property(tries = 500)
  void everyRowPassesOrIsRefusedOnce(
      @ForAll Schema tables,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random) {
    Schema table = StorageTypes.forSink(tables, sink);
    Gate gate = new Gate("t", table, Contract.of(Rule.DISCARD_ROW), sink);
    Batch batch = new RandomRows(random).batch(incoming, 6);

    Passed first = gate.pass(batch);
    List<Integer> refused = first.refusals().stream().map(Refusal::row).toList();
    Passed rest = gate.pass(Rows.without(batch, refused));

    assertThat(refused).doesNotHaveDuplicates().isSorted().allMatch(row -> row >= 0 && row < 6);
    assertThat(rest.refusals()).isEmpty();
    assertThat(rest.batch().rows()).isEqualTo(6 - refused.size());
  }

  @Property(tries = 500)
  void discardingValuesLosesNoRow(
      @ForAll Schema tables,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random) {
    Schema table = StorageTypes.forSink(tables, sink);
    Contract contract = new Contract(Rule.EVOLVE, Rule.DISCARD_VALUE, Rule.DISCARD_VALUE);
    Batch batch = new RandomRows(random).batch(incoming, 6);

    Passed passed = new Gate("t", table, contract, sink).pass(batch);

    assertThat(passed.refusals()).isEmpty();
    assertThat(passed.batch().rows()).isEqualTo(6);
  }

  @Property(tries = 500)
  void freezingPassesExactlyWhatNeedsNoChange(
      @ForAll Schema tables,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random) {
    Schema table = StorageTypes.forSink(tables, sink);
    Gate gate = new Gate("t", table, Contract.FREEZE, sink);
    Batch batch = new RandomRows(random).batch(incoming, 3);

    Optional<Batch> passed = Optional.empty();
    try {
      passed = Optional.of(gate.pass(batch).batch());
    } catch (TributaryException e) {
      assertThat(e.code()).isIn(ErrorCode.SCHEMA_REFUSED, ErrorCode.VALUE_REFUSED);
      boolean fits =
          gate.admitsTable() && Evolution.plan(table, incoming, sink).changes().isEmpty();
      assertThat(fits && e.code() == ErrorCode.SCHEMA_REFUSED).isFalse();
    }

    passed.ifPresent(
        fitting -> assertThat(Evolution.plan(table, fitting.schema(), sink).changes()).isEmpty());
  }

  @Property(tries = 500)
  void whatIsAdmittedOfADeclarationCanBePlanned(
      @ForAll Schema tables,
      @ForAll Schema declared,
      @ForAll SinkCapabilities sink,
      @ForAll Contract contract) {
    Schema table = StorageTypes.forSink(tables, sink);
    Gate gate = new Gate("t", table, contract, sink);

    if (gate.admitsTable()) {
      assertThatCode(() -> Evolution.plan(table, gate.admitted(declared), sink, contract))
          .doesNotThrowAnyException();
    } else if (contract.tables() == Rule.FREEZE) {
      assertThatThrownBy(() -> gate.admitted(declared)).isInstanceOf(TributaryException.class);
    } else {
      assertThat(gate.admitted(declared)).isEqualTo(Schema.empty());
    }
  }

  /** What passes of the batch once the refused rows are out; nothing when the load is refused. */
  private static Optional<Batch> fitting(Gate gate, Batch batch) {
    try {
      Passed passed = gate.pass(batch);
      List<Integer> refused = passed.refusals().stream().map(Refusal::row).toList();
      return Optional.of(
          refused.isEmpty() ? passed.batch() : gate.pass(Rows.without(batch, refused)).batch());
    } catch (TributaryException e) {
      assertThat(e.code()).isIn(ErrorCode.SCHEMA_REFUSED, ErrorCode.VALUE_REFUSED);
      return Optional.empty();
    }
  }
}
