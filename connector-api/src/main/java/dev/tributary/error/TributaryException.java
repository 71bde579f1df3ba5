// SPDX-License-Identifier: Apache-2.0
package dev.tributary.error;

import org.jspecify.annotations.Nullable;

/**
 * The one exception that Tributary and its plugins throw on purpose. Its message names the thing
 * and the value seen, never a secret and never a row; {@link #nextStep()} says what to do now.
 */
public final class TributaryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String nextStep;

  public TributaryException(ErrorCode code, String message, String nextStep) {
    this(code, message, nextStep, null);
  }

  public TributaryException(
      ErrorCode code, String message, String nextStep, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.nextStep = nextStep;
  }

  public ErrorCode code() {
    return code;
  }

  /** A sentence in the imperative. */
  public String nextStep() {
    return nextStep;
  }
}
