// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;

/** A row cannot be read: it is refused, and reading goes on behind it. */
final class Refusal {

  private Refusal() {}

  static TributaryException because(String reason) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        reason,
        "Correct the row where it comes from, or let a quarantine keep it");
  }
}
