// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.Step;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed at every moment of a run, and the next run makes good. The moments are those
 * that the runner itself tells, so that a new step is killed without anybody thinking of it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashMatrixTest {

  private static final Map<Moment.Side, Set<Step>> KILLED = new EnumMap<>(Moment.Side.class);
  private static int kills;
  private static int recoveries;
  private static int differences;

  @TempDir Path folder;

  @Order(1)
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RACE")
  void whereverARunIsKilledTheNextOneLeavesEveryRowOnce(Variant variant) {
    expectNoDifference(new Matrix(folder, variant, shop -> {}).run());
  }

  @Order(2)
  @ParameterizedTest
  @EnumSource(value = Broken.class, names = "DECIDED_AND_STATE_LOST")
  void aRunThatRecoversIsKilledToo(Broken load) {
    expectNoDifference(new Matrix(folder, load.variant(), load::leave).run());
  }

  @Order(2)
  @EnabledIfSystemProperty(named = "tests", matches = "nightly")
  @ParameterizedTest
  @EnumSource(
      value = Broken.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = "DECIDED_AND_STATE_LOST")
  void aRunThatRecoversFromAnyOtherDeathIsKilledToo(Broken load) {
    expectNoDifference(new Matrix(folder, load.variant(), load::leave).run());
  }

  @Order(3)
  @Test
  void everyStepWasKilledOnBothSides() {
    assertThat(KILLED.get(Moment.Side.BEFORE)).isEqualTo(EnumSet.allOf(Step.class));
    assertThat(KILLED.get(Moment.Side.AFTER)).isEqualTo(EnumSet.allOf(Step.class));
  }

  @AfterAll
  static void say() {
    System.out.printf(
        "crash matrix: %d kills, %d recoveries, %d differences%n", kills, recoveries, differences);
  }

  private static void expectNoDifference(Matrix.Outcome outcome) {
    kills += outcome.kills().size();
    recoveries += outcome.recoveries();
    differences += outcome.differences().size();
    outcome
        .kills()
        .forEach(
            each ->
                KILLED
                    .computeIfAbsent(each.side(), side -> EnumSet.noneOf(Step.class))
                    .add(each.step()));
    assertThat(outcome.differences()).isEmpty();
  }
}
