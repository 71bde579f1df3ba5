// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.e2e.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Loads into Iceberg in JVMs of 256 MB of heap; what counts is the memory of the whole process. */
@EnabledOnOs(OS.LINUX)
class MemoryTest {

  private static final double GROWTH_MAX = 1.1;

  /** About what ten columns of numbers and short texts take, compressed. */
  private static final int NARROW = 100;

  private static final int WIDE = 2_000;

  @TempDir Path folder;

  /** With the collector that the launcher chooses; others use what they may have. */
  private static final Path LAUNCHER_OPTIONS = Path.of("..", "cli", "java.options");

  @Test
  void memoryDoesNotGrowWithTheNumberOfRows() {
    expectNoGrowth(1_000_000, 5_000_000, NARROW);
  }

  @Test
  void memoryDoesNotGrowWithTheNumberOfWideRows() {
    expectNoGrowth(100_000, 500_000, WIDE);
  }

  private void expectNoGrowth(long few, long many, int letters) {
    long peakOfFew = peakKib(few, letters);
    long peakOfMany = peakKib(many, letters);
    double growth = (double) peakOfMany / peakOfFew;
    System.out.printf(
        "memory, rows of %d letters: %d KiB for %d, %d KiB for %d, ratio %.3f%n",
        letters, peakOfFew, few, peakOfMany, many, growth);
    assertThat(growth).isLessThanOrEqualTo(GROWTH_MAX);
  }

  private long peakKib(long rows, int letters) {
    Path place = folder.resolve(letters + "-" + rows);
    Processes.Ended ended =
        Processes.run(
            Bulk.class,
            List.of("@" + LAUNCHER_OPTIONS, "-Xmx256m"),
            place.toString(),
            Long.toString(rows),
            Integer.toString(letters));
    assertThat(ended.exit()).as(ended.said()).isZero();
    assertThat(ended.said()).contains("rows " + rows);
    assertThat(Files.exists(place)).isTrue();
    return Long.parseLong(ended.said().replaceAll("(?s).*peak-kib (\\d+).*", "$1"));
  }
}
