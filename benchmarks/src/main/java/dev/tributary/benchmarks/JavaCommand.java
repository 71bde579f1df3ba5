// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How another main class of this class path is started in a JVM of its own. */
final class JavaCommand {

  private JavaCommand() {}

  static List<String> of(Class<?> main, List<String> options, Object... arguments) {
    return of(System.getProperty("java.class.path"), main, options, arguments);
  }

  /** As {@code ./tributary} starts it. */
  static List<String> ofTributary(
      Class<?> main, String heap, List<String> options, Object... arguments) {
    return of(LauncherOptions.classPath(), main, LauncherOptions.with(heap, options), arguments);
  }

  private static List<String> of(
      String classPath, Class<?> main, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }
}
