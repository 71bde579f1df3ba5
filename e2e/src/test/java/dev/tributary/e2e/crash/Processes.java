// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts JVMs with the class path of the tests. */
final class Processes {

  private static final int KILLED = 128 + 9;
  private static final int PATIENCE_SECONDS = 120;

  private Processes() {}

  /** Runs the shop until it is killed at the moment. */
  static void kill(Shop shop, int rows, Moment moment) {
    Process process =
        start(
            Victim.class,
            List.of("-Xmx256m"),
            shop.folder().toString(),
            shop.variant().name(),
            Integer.toString(rows),
            moment.toString());
    String said = said(process);
    assertThat(process.exitValue()).as("%s at %s: %s", shop, moment, said).isEqualTo(KILLED);
  }

  static Process start(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the end of the process, and returns all that it printed. */
  static String said(Process process) {
    try {
      String text =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      return text;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
