// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

/**
 * Loads several jobs in one process: the launcher archives the classes that this takes, so that
 * later starts are quick. Ends the process; not for users.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /** Runs job files in their order, up to the first that fails. */
  public static void main(String[] jobs) {
    int code = 0;
    for (int i = 0; i < jobs.length && code == 0; i++) {
      code = Tributary.run(Console.standard(), "run", jobs[i]);
    }
    System.exit(code);
  }
}
