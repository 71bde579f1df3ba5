// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

/**
 * The command {@code tributary}. Ends the process; embedders use {@code Pipeline} or {@code
 * JobFile}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    Interruption interruption = Interruption.of(Thread.currentThread());
    int code = Tributary.run(Console.standard(), arguments);
    interruption.over();
    System.exit(code);
  }
}
