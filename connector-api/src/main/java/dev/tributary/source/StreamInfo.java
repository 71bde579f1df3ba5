// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What a source knows of a stream before it is read. Immutable.
 *
 * @param schema where it is known beforehand; then every batch has it
 * @param key the fields that tell rows apart; empty when unknown
 * @param cursors fields by which new rows can be found, the likeliest first
 * @param parent the stream whose rows these belong to
 * @param statistics how large it is, so far as {@link Source#discover} knows
 */
public record StreamInfo(
    String name,
    Optional<Schema> schema,
    List<String> key,
    List<String> cursors,
    Optional<String> parent,
    StreamStatistics statistics) {

  public StreamInfo {
    key = List.copyOf(key);
    cursors = List.copyOf(cursors);
  }

  /** A stream of whose size nothing is known. */
  public StreamInfo(
      String name,
      Optional<Schema> schema,
      List<String> key,
      List<String> cursors,
      Optional<String> parent) {
    this(name, schema, key, cursors, parent, StreamStatistics.NONE);
  }

  public StreamInfo with(StreamStatistics newStatistics) {
    return new StreamInfo(name, schema, key, cursors, parent, newStatistics);
  }

  public static StreamInfo named(String name) {
    return new StreamInfo(name, Optional.empty(), List.of(), List.of(), Optional.empty());
  }
}
