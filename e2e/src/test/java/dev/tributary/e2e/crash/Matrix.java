// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Kills one run of a variant at each of its moments, brings the shop back from every death with the
 * state kept and with the state lost, and compares it with one that nobody disturbed.
 */
final class Matrix {

  /** What happens to the state store between death and the next run. */
  enum State {
    KEPT,
    LOST
  }

  /** What was done, and what was found to be wrong. */
  record Outcome(Set<Moment> kills, int recoveries, List<String> differences) {}

  private final Path folder;
  private final Variant variant;
  private final Consumer<Shop> beginning;

  /**
   * @param folder empty
   * @param beginning what happens to the shop after its undisturbed first load
   */
  Matrix(Path folder, Variant variant, Consumer<Shop> beginning) {
    this.folder = folder;
    this.variant = variant;
    this.beginning = beginning;
  }

  Outcome run() {
    Evidence expected = Evidence.undisturbed(folder.resolve("undisturbed"), variant);
    Bench recorded = new Bench(folder.resolve("recorded"), variant, beginning);
    Set<Moment> moments =
        Set.copyOf(
            Moments.of(
                recorded.shop().builder(variant.after()),
                pipeline -> variant.perform(pipeline, variant.after())));
    List<String> differences =
        new Workers(folder, variant, beginning)
            .each(moments, (bench, moment) -> kill(bench, moment, expected));
    return new Outcome(moments, moments.size() * State.values().length, differences);
  }

  private String kill(Bench bench, Moment moment, Evidence expected) {
    Victim.kill(bench.shop(), moment);
    bench.save("corpse");
    StringBuilder differences = new StringBuilder();
    for (State state : State.values()) {
      bench.restore("corpse");
      if (state == State.LOST) {
        bench.shop().loseState();
      }
      bench.shop().run(variant.after());
      differences.append(expected.differences("state " + state, Evidence.of(bench.shop())));
    }
    return differences.toString();
  }
}
