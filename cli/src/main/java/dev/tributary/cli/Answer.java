// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.TributaryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command found out, for machines and for people. Immutable.
 *
 * @param json a document of plain values
 * @param failures what went wrong with parts of it
 */
record Answer(Map<String, @Nullable Object> json, String text, List<Failure> failures) {

  /** What went wrong, and with what. */
  record Failure(String subject, TributaryException error) {

    static List<Failure> of(String subject, Optional<TributaryException> error) {
      return error.map(it -> new Failure(subject, it)).stream().toList();
    }
  }

  static Answer of(Map<String, @Nullable Object> json, String text) {
    return new Answer(json, text, List.of());
  }

  /** A fault of ours before one of the user's before one that may pass; done if there is none. */
  int exitCode() {
    List<Integer> codes =
        failures.stream().map(failure -> ExitCode.of(failure.error().code())).toList();
    return List.of(
            ExitCode.OUR_FAULT, ExitCode.USER_CAN_MEND, ExitCode.INTERRUPTED, ExitCode.TRY_AGAIN)
        .stream()
        .filter(codes::contains)
        .findFirst()
        .orElse(ExitCode.DONE);
  }
}
