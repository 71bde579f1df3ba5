// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.sink.Sink;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes what dead loads left behind. A load is dead when another one won its number. The winners
 * are known by following {@code previous} from the head's manifest; their manifests are forgotten
 * oldest first, so whatever stands before the end of that walk and is kept all the same never won.
 * Without the head's manifest nothing is known, and nothing deleted.
 */
final class Sweep {

  private final Sink sink;
  private final TableName anchor;
  private final Chain chain;

  Sweep(Sink sink, TableName anchor, Chain chain) {
    this.sink = sink;
    this.anchor = anchor;
    this.chain = chain;
  }

  /** {@code head} is complete in every table. */
  void after(LoadId head) {
    Set<LoadId> kept = new TreeSet<>(sink.kept(anchor, chain));
    kept.removeIf(id -> id.number() > head.number() || id.equals(head));
    if (kept.isEmpty()) {
      return;
    }
    Set<LoadId> winners = winners(head);
    if (winners.isEmpty()) {
      return;
    }
    for (LoadId id : kept) {
      if (winners.contains(id)) {
        sink.forget(anchor, chain, id);
      } else {
        sink.discard(anchor, chain, id);
      }
    }
  }

  private Set<LoadId> winners(LoadId head) {
    Set<LoadId> winners = new HashSet<>();
    Optional<String> manifest = sink.manifest(anchor, chain, head);
    while (manifest.isPresent()) {
      LoadId previous = ManifestJson.read(manifest.get()).previous();
      winners.add(previous);
      manifest = previous.isNone() ? Optional.empty() : sink.manifest(anchor, chain, previous);
    }
    return winners;
  }
}
