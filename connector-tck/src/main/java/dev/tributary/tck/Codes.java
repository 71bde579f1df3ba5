// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that something is refused, and how. */
final class Codes {

  private Codes() {}

  /** Fails unless the call throws a TributaryException of this code that says what to do. */
  static void refused(ErrorCode code, String what, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as(what).isInstanceOf(TributaryException.class);
    TributaryException refusal = (TributaryException) thrown;
    assertThat(refusal.code()).as("code of: " + refusal.getMessage()).isEqualTo(code);
    assertThat(refusal.getMessage()).as("message of the refusal").isNotBlank();
    assertThat(refusal.nextStep()).as("next step of: " + refusal.getMessage()).isNotBlank();
  }
}
