// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts JVMs with the class path of the tests. */
public final class Processes {

  private static final int PATIENCE_SECONDS = 120;

  private Processes() {}

  /** How a process ended, and all that it printed. */
  public record Ended(int exit, String said) {}

  /** Runs a main class to its end. */
  public static Ended run(Class<?> main, List<String> options, String... arguments) {
    return run(System.getProperty("java.class.path"), main, options, arguments);
  }

  static Ended run(String classPath, Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    try {
      return ended(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Ended ended(Process process) throws IOException {
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(said).isTrue();
      return new Ended(process.exitValue(), said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
