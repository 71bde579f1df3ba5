// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is remembered of one stream. Immutable.
 *
 * @param complete the last load that is complete in every table, {@link LoadId#NONE} when none is
 * @param position from which the next load reads
 * @param prepared a load that may have been committed, {@link LoadId#NONE} when there is none
 * @param history how the position came to be, newest first and the present one included; at most
 *     {@link #HISTORY_ENTRIES_MAX}
 * @param notes what the runner knows of the stream's fields; only the runner understands it
 */
public record StreamState(
    LoadId complete, Position position, LoadId prepared, List<Entry> history, Fields notes) {

  public static final int HISTORY_ENTRIES_MAX = 20;

  /** Nothing was read and nothing loaded. */
  public static final StreamState START =
      new StreamState(LoadId.NONE, Position.START, LoadId.NONE, List.of(), Fields.empty());

  /** Keeps the newest of {@code history} when there are too many. */
  public StreamState {
    history = List.copyOf(history.subList(0, Math.min(history.size(), HISTORY_ENTRIES_MAX)));
  }

  /** A load is about to be committed. */
  public StreamState withPrepared(LoadId load) {
    return new StreamState(complete, position, load, history, notes);
  }

  public StreamState withNotes(Fields newNotes) {
    return new StreamState(complete, position, prepared, history, newNotes);
  }

  /** A load is complete in every table: its position is the stream's, and nothing is prepared. */
  public StreamState withComplete(LoadId load, Position reached, Instant when) {
    return new StreamState(load, reached, LoadId.NONE, after(load, reached, when), notes);
  }

  /** The position was moved without a load, by a person or because nothing was new. */
  public StreamState withPosition(Position moved, Instant when) {
    return new StreamState(complete, moved, prepared, after(complete, moved, when), notes);
  }

  private List<Entry> after(LoadId load, Position reached, Instant when) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(load, reached, when));
    entries.addAll(history);
    return entries;
  }

  /** A position that the stream had, since {@code when}, after {@code load}. Immutable. */
  public record Entry(LoadId load, Position position, Instant when) {}
}
