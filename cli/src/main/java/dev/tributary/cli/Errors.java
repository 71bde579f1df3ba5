// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.UnaryOperator;

/** Tells a person what went wrong and what to do now, and no secret. */
final class Errors {

  private final Console console;
  private final boolean debug;
  private UnaryOperator<String> mask = UnaryOperator.identity();

  Errors(Console console, boolean debug) {
    this.console = console;
    this.debug = debug;
  }

  /** Hides the secrets of a job from now on. */
  void hide(UnaryOperator<String> newMask) {
    mask = newMask;
  }

  /** The text without the job's secrets. */
  String masked(String text) {
    return mask.apply(text);
  }

  /** Prints it. */
  void tell(TributaryException error) {
    tell("", error);
  }

  /**
   * @param subject what it went wrong with, such as a stream
   */
  void tell(String subject, TributaryException error) {
    String about = subject.isEmpty() ? "" : subject + ": ";
    line("error " + error.code() + ": " + about + error.getMessage());
    line("next: " + error.nextStep());
    if (debug) {
      line(trace(error));
    }
  }

  /** Whatever nobody foresaw, as an error that asks for a report. */
  static TributaryException unforeseen(RuntimeException error) {
    return new TributaryException(
        ErrorCode.INTERNAL,
        "Something that should not happen happened: " + error,
        "Run again with --debug and report what it prints",
        error);
  }

  private void line(String text) {
    console.err().println(Plain.printableLines(masked(text)));
  }

  private static String trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    return trace.toString().replace("\t", "    ").stripTrailing();
  }
}
