// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

  private static final String JOB =
      """
      pipeline: endless
      source: {type: endless}
      streams: [{name: numbers}]
      sink:
        type: iceberg
        namespace: endless
        warehouse: ${job.dir}/lake
        catalog: {type: jdbc, uri: "jdbc:sqlite:${job.dir}/catalog.db"}
      """;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void aTerminatedRunEndsCleanlyAndLeavesNothingVisible() throws Exception {
    Path job = Files.writeString(folder.resolve("job.yaml"), JOB);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dtributary.terminal=true",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tributary.cli.Main",
                "run",
                job.toString())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      awaitProgress(err);
      process.toHandle().destroy(); // a Process would close the pipe that is read
      String rest = String.join("\n", err.lines().toList());
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(rest).contains("Interrupted; ending cleanly").contains("error CANCELLED: numbers");
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(new Cli(folder).run("show", "job.yaml", "numbers", "--json").out())
        .doesNotContain("\"number\" : 1");
    assertThat(new Cli(folder).run("state", "job.yaml", "--json").out())
        .doesNotContain("\"number\"");
  }

  /** Reads until the process has said that it read more than no rows. */
  private static void awaitProgress(BufferedReader err) throws Exception {
    StringBuilder seen = new StringBuilder();
    while (!seen.toString().matches("(?s).*[1-9] rows read.*|.*[1-9][0-9,]* rows read.*")) {
      int next = err.read();
      assertThat(next).as(seen.toString()).isNotNegative();
      seen.append((char) next);
    }
  }
}
