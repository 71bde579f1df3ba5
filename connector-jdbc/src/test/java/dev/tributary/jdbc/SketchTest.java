// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SketchTest {

  /** What is told is right; a small difference is nearly always told. */
  @Property(tries = 200)
  void aDifferenceIsToldRightOrNotAtAll(
      @ForAll long seed,
      @ForAll @IntRange(max = 3_000) int common,
      @ForAll @IntRange(max = 60) int added,
      @ForAll @IntRange(max = 60) int removed) {
    Random random = new Random(seed);
    Sketch before = Sketch.EMPTY;
    Sketch after = Sketch.EMPTY;
    for (int i = 0; i < common; i++) {
      long number = random.nextLong();
      before = before.with(number);
      after = after.with(number);
    }
    Set<Long> more = new HashSet<>();
    Set<Long> less = new HashSet<>();
    for (int i = 0; i < added; i++) {
      long number = random.nextLong();
      more.add(number);
      after = after.with(number);
    }
    for (int i = 0; i < removed; i++) {
      long number = random.nextLong();
      less.add(number);
      before = before.with(number);
    }

    var difference = Sketch.of(after.text()).minus(Sketch.of(before.text()));

    difference.ifPresent(
        told -> {
          assertThat(told.added()).isEqualTo(more);
          assertThat(told.removed()).isEqualTo(less);
        });
    if (added + removed <= 10) {
      assertThat(difference).isPresent();
    }
  }

  @Test
  void howMuchIsTold() {
    Random random = new Random(7);
    int told = 0;
    for (int attempt = 0; attempt < 200; attempt++) {
      Sketch sketch = Sketch.EMPTY;
      for (int i = 0; i < 50; i++) {
        sketch = sketch.with(random.nextLong());
      }
      told += sketch.minus(Sketch.EMPTY).isPresent() ? 1 : 0;
    }

    assertThat(told).as("of 200 differences of 50 rows").isGreaterThan(180);
  }
}
