// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.ErrorCode;

/** What a process says when it ends. */
final class ExitCode {

  static final int DONE = 0;
  static final int OUR_FAULT = 1;
  static final int USER_CAN_MEND = 2;
  static final int TRY_AGAIN = 3;
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  static int of(ErrorCode code) {
    if (code == ErrorCode.CANCELLED) {
      return INTERRUPTED;
    }
    return switch (code.kind()) {
      case USER -> USER_CAN_MEND;
      case TRANSIENT -> TRY_AGAIN;
      case BUG -> OUR_FAULT;
    };
  }
}
