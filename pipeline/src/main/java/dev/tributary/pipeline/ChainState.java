// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateStore;
import dev.tributary.state.StreamState;
import java.time.Instant;

/**
 * What the state store says of one chain, as this run last saw or wrote it. Other streams' entries
 * of the pipeline may change meanwhile; when this chain's does, another run is at work, and this
 * one leaves. Owned by one thread.
 */
final class ChainState {

  private final StateStore store;
  private final Chain chain;
  private StreamState seen;

  ChainState(StateStore store, Chain chain) {
    this.store = store;
    this.chain = chain;
    this.seen = store.read(chain.pipeline()).stream(chain.stream());
  }

  StreamState seen() {
    return seen;
  }

  /** Notes that the load is about to be committed, and what is known of its fields. */
  void prepare(LoadId load, FieldNotes notes) {
    change(seen.withPrepared(load).withNotes(notes.toFields()));
  }

  /** Takes over what a manifest says of the fields, after the store was lost. */
  void recall(FieldNotes notes) {
    change(seen.withNotes(notes.toFields()));
  }

  FieldNotes notes() {
    return FieldNotes.of(seen.notes());
  }

  void complete(LoadId load, Position position, Instant when) {
    change(seen.withComplete(load, position, when));
  }

  /** Moves the position without a load. */
  void move(Position position, Instant when) {
    if (!position.equals(seen.position())) {
      change(seen.withPosition(position, when));
    }
  }

  private void change(StreamState next) {
    store.update(chain.pipeline(), state -> changed(state, next));
    seen = next;
  }

  private PipelineState changed(PipelineState state, StreamState next) {
    StreamState now = state.stream(chain.stream());
    if (!now.equals(seen) && !now.equals(next)) {
      throw new TributaryException(
          ErrorCode.LOAD_SUPERSEDED,
          "Another run changed the state of " + chain + " meanwhile",
          "Run again; what this run did not commit, the next one loads");
    }
    return state.withStream(chain.stream(), next);
  }
}
