// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether standard error is a terminal. Java cannot tell: {@code System.console()} speaks of input
 * and output, and since JDK 22 is there in any case. The launcher can, and so can Linux.
 */
final class Terminal {

  /** Set by the launcher, which asks the shell. */
  static final String PROPERTY = "tributary.terminal";

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  static boolean isWatched() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return Boolean.parseBoolean(told);
    }
    return Files.exists(Path.of("/proc/self/fd")) ? isTerminalOnLinux() : hasConsole();
  }

  private static boolean isTerminalOnLinux() {
    try {
      String device = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // a JDK where it is never null is asked below
  private static boolean hasConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try { // JDK 22 and later
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
