// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.config.Config;
import java.util.List;
import java.util.Optional;

/**
 * What a job asks of one stream. Immutable.
 *
 * @param stream the stream's name as the source calls it
 * @param cursor the field by which to read only what is new; empty for a full read
 * @param key the fields that tell rows apart; empty when the job names none
 * @param settings what the source's {@link SourceProvider#streamSettings()} describes
 */
public record StreamRequest(
    String stream, Optional<String> cursor, List<String> key, Config settings) {

  public StreamRequest {
    key = List.copyOf(key);
  }
}
