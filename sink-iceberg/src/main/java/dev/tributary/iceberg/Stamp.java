// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;

/** What a load writes into the summary of its snapshot. */
record Stamp(ChainKey chain, Receipt receipt, Instant loadedAt) {

  private static final String CHAIN = "tributary.chain";
  private static final String LOAD = "tributary.load";
  private static final String RECEIPT = "tributary.receipt";
  private static final String LOADED_AT = "tributary.loaded-at";

  LoadId load() {
    return receipt.load();
  }

  /** The stamp of a snapshot that a load made; empty for everybody else's. */
  static Optional<Stamp> of(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    if (summary == null || !summary.containsKey(CHAIN) || !summary.containsKey(LOAD)) {
      return Optional.empty();
    }
    LoadId load = new LoadId(summary.get(LOAD));
    return Optional.of(
        new Stamp(
            new ChainKey(summary.get(CHAIN)),
            new Receipt(load, summary.getOrDefault(RECEIPT, "")),
            loadedAt(summary, load)));
  }

  void putOn(SnapshotUpdate<?> update) {
    update.set(CHAIN, chain.text());
    update.set(LOAD, load().value());
    update.set(RECEIPT, receipt.text());
    update.set(LOADED_AT, loadedAt.toString());
  }

  private static Instant loadedAt(Map<String, String> summary, LoadId load) {
    String text = summary.get(LOADED_AT);
    return text == null ? load.time() : Instant.parse(text);
  }
}
