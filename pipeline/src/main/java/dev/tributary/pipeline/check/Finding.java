// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an examination found. Immutable.
 *
 * @param passed empty when there was nothing to compare with
 */
record Finding(
    Optional<Boolean> passed,
    long failed,
    String detail,
    List<Map<String, @Nullable Object>> samples) {

  static Finding of(boolean passed, String detail) {
    return new Finding(Optional.of(passed), 0, detail, List.of());
  }

  static Finding undecided(String why) {
    return new Finding(Optional.empty(), 0, why, List.of());
  }
}
