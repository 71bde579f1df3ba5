// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.check.PreviousLoad;
import dev.tributary.sink.Sink;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the manifest of the load before tells, which stands beside the table until the next load is
 * complete; read once, and only when it is asked. Owned by one thread.
 */
final class ManifestOfPrevious implements PreviousLoad {

  private final Sink sink;
  private final TableName anchor;
  private final Chain chain;
  private final LoadId previous;
  private Optional<String> text = Optional.empty();
  private boolean asked;

  ManifestOfPrevious(Sink sink, TableName anchor, Chain chain, LoadId previous) {
    this.sink = sink;
    this.anchor = anchor;
    this.chain = chain;
    this.previous = previous;
  }

  @Override
  public Optional<Long> rows(TableName table) {
    return text()
        .map(ManifestJson::read)
        .map(load -> load.part(table).map(Load.Part::rows).orElse(0L));
  }

  @Override
  public Optional<Instant> greatest(TableName table, String column) {
    return text()
        .map(ManifestJson::greatest)
        .map(tables -> tables.getOrDefault(table, Map.of()).get(column));
  }

  private Optional<String> text() {
    if (!asked && !previous.isNone()) {
      text = sink.manifest(anchor, chain, previous);
    }
    asked = true;
    return text;
  }
}
