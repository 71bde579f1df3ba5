// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many rows to print. */
final class RowLimit {

  private static final int ROWS_MAX = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  private int rows = 10;

  int rows() {
    return rows;
  }

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many rows, at most 10000; default: ${DEFAULT-VALUE}.")
  void limit(int wanted) {
    if (wanted < 1 || wanted > ROWS_MAX) {
      throw new ParameterException(
          spec.commandLine(), "--rows is " + wanted + ", must be between 1 and " + ROWS_MAX);
    }
    rows = wanted;
  }
}
