// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import java.util.Map;
import java.util.Optional;

/**
 * How large a source believes a stream to be, for people who decide how to read it. Immutable.
 *
 * @param rows about how many
 * @param bytes about how many, as the source keeps them
 * @param ranges by cursor, where that is cheap to know
 */
public record StreamStatistics(
    Optional<Long> rows, Optional<Long> bytes, Map<String, Range> ranges) {

  /** Nothing is known. */
  public static final StreamStatistics NONE =
      new StreamStatistics(Optional.empty(), Optional.empty(), Map.of());

  /** The least and the greatest value there is, as the source writes them. */
  public record Range(String least, String greatest) {}

  public StreamStatistics {
    ranges = Map.copyOf(ranges);
  }
}
