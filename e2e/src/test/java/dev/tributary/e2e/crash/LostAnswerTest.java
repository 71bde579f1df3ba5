// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.tck.FaultySink;
import dev.tributary.tck.FaultyStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each request to sink and state store fails once, or is done while its answer is lost. */
class LostAnswerTest {

  private static final Set<ErrorCode> HONEST =
      Set.of(
          ErrorCode.SINK_UNAVAILABLE,
          ErrorCode.STATE_UNAVAILABLE,
          ErrorCode.COMMIT_OUTCOME_UNKNOWN,
          ErrorCode.LOAD_SUPERSEDED);

  /** The n-th call of a kind goes wrong, before or after it did its work. */
  private record Fault(Enum<?> call, int nth, boolean done, boolean stateLost) {}

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"APPEND_TO_SEVERAL_TABLES", "REPLACE_SEVERAL_TABLES"})
  void whateverAnswerIsLostTheNextRunLeavesEveryRowOnce(Variant variant) {
    Evidence expected = Evidence.undisturbed(folder.resolve("undisturbed"), variant);
    List<Fault> faults = faults(new Bench(folder.resolve("calls"), variant, shop -> {}).shop());

    List<String> differences =
        new Workers(folder, variant, shop -> {})
            .each(faults, (bench, fault) -> disturb(bench.shop(), fault, expected));

    System.out.printf("lost answers: %d, %d differences%n", faults.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  private static String disturb(Shop shop, Fault fault, Evidence expected) {
    Optional<ErrorCode> failure = run(faulty(shop, fault));
    if (fault.stateLost()) {
      shop.loseState();
    }
    shop.run(shop.variant().after());
    return failure
            .filter(code -> !HONEST.contains(code))
            .map(code -> "failed with " + code + "; ")
            .orElse("")
        + expected.differences("in the end", Evidence.of(shop));
  }

  private static Optional<ErrorCode> run(PipelineBuilder builder) {
    try (Pipeline pipeline = builder.build()) {
      return pipeline.run().worst().map(TributaryException::code);
    } catch (TributaryException e) {
      return Optional.of(e.code());
    }
  }

  private static PipelineBuilder faulty(Shop shop, Fault fault) {
    FaultySink sink = new FaultySink(shop.sink());
    FaultyStateStore state = new FaultyStateStore(shop.state());
    if (fault.call() instanceof FaultySink.Call call) {
      sink = fault.done() ? sink.loseAnswer(call, fault.nth()) : sink.fail(call, fault.nth());
    } else if (fault.call() instanceof FaultyStateStore.Call call) {
      state = fault.done() ? state.loseAnswer(call, fault.nth()) : state.fail(call, fault.nth());
    }
    return shop.builder(shop.variant().stream(shop.variant().after()), sink).state(state);
  }

  /** Every call that an undisturbed run makes; after every second fault the state is lost too. */
  private static List<Fault> faults(Shop shop) {
    FaultySink sink = new FaultySink(shop.sink());
    FaultyStateStore state = new FaultyStateStore(shop.state());
    run(shop.builder(shop.variant().stream(shop.variant().after()), sink).state(state));
    List<Fault> faults = new ArrayList<>();
    List<Enum<?>> calls = new ArrayList<>(sink.calls());
    calls.addAll(state.calls());
    Map<Enum<?>, Long> counts =
        calls.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    counts.forEach(
        (call, count) -> {
          for (int nth = 1; nth <= count; nth++) {
            faults.add(new Fault(call, nth, true, nth % 2 == 0));
            faults.add(new Fault(call, nth, false, nth % 2 == 1));
            if (call == FaultySink.Call.COMMIT) {
              faults.add(new Fault(call, nth, true, nth % 2 == 1));
            }
          }
        });
    return faults;
  }
}
