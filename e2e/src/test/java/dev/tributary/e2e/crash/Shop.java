// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.config.Context;
import dev.tributary.iceberg.IcebergSinkProvider;
import dev.tributary.load.Position;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.pipeline.RunListener;
import dev.tributary.sink.Sink;
import dev.tributary.state.FileStateStore;
import dev.tributary.state.StreamState;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * A pipeline whose lake and state are files of one folder, so that any number of processes can open
 * it, and a copy of the folder is a copy of all there is.
 */
record Shop(Path folder, Variant variant) {

  private static final int ROWS_PER_LOAD = 4;

  /** The pipeline as it is while the source has so many rows. */
  Pipeline pipeline(int rows, RunListener listener) {
    return builder(rows).listener(listener).build();
  }

  PipelineBuilder builder(int rows) {
    return builder(rows, variant.stream(rows), sink());
  }

  PipelineBuilder builder(MemoryStream stream, Sink sink) {
    return builder(variant.after(), stream, sink);
  }

  private PipelineBuilder builder(int rows, MemoryStream stream, Sink sink) {
    return Pipeline.named("shop").source(MemorySource.of(stream)).sink(sink).state(state()).stream(
            variant.spec(rows))
        .parallelism(2)
        .commitEvery(ROWS_PER_LOAD);
  }

  /** A sink of its own, as another process would open. */
  Sink sink() {
    IcebergSinkProvider provider = new IcebergSinkProvider();
    Map<String, Object> settings =
        Map.of(
            "namespace",
            "shop",
            "warehouse",
            warehouse().toString(),
            "catalog",
            Map.of("type", "jdbc", "uri", "jdbc:sqlite:" + catalog()));
    return provider.create(provider.settings().read("sink", settings), Context.standard());
  }

  void run(int rows) {
    run(rows, RunListener.NONE);
  }

  void run(int rows, RunListener listener) {
    try (Pipeline pipeline = pipeline(rows, listener)) {
      variant.perform(pipeline, rows).orThrow();
      if (variant.isReplayed(rows)) {
        pipeline.run().orThrow();
      }
    }
  }

  FileStateStore state() {
    return new FileStateStore(stateFolder());
  }

  StreamState streamState() {
    return state().read("shop").stream(Variant.STREAM);
  }

  Position position() {
    return streamState().position();
  }

  void loseState() {
    Folders.delete(stateFolder());
  }

  Path warehouse() {
    return folder.resolve("warehouse");
  }

  Path catalog() {
    return folder.resolve("catalog.db");
  }

  private Path stateFolder() {
    return folder.resolve("state");
  }
}
