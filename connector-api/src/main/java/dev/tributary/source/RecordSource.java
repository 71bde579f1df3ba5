// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import java.util.List;
import java.util.Map;

/**
 * The simple door: a source that yields records one after the other. A subclass says which streams
 * there are, reads a stream's records from a position, and tells the position after each record;
 * batches, types and the one split are made here. Types follow the values: whole numbers become
 * long, others double or decimal, {@code java.time} values what they say, maps structs, iterables
 * lists, anything else its text.
 *
 * <pre>{@code
 * final class Tickets extends RecordSource<Ticket> {
 *   protected List<String> streams() { return List.of("tickets"); }
 *   protected Iterable<Ticket> read(String stream, Fields from) {
 *     return api.ticketsAfter(from.optionalNumber("id").orElse(0L));
 *   }
 *   protected Map<String, ?> values(Ticket ticket) { return Map.of("id", ticket.id(), "text", ticket.text()); }
 *   protected Fields after(Ticket ticket, Fields before) { return Fields.of("id", ticket.id()); }
 * }
 * }</pre>
 *
 * <p>Thread-safe if the subclass is.
 *
 * @param <R> a record as the subclass has it
 */
public abstract class RecordSource<R> implements Source {

  protected abstract List<String> streams();

  /** The records after {@code from}, in an order that a later read repeats. May block. */
  protected abstract Iterable<? extends R> read(String stream, Fields from);

  /** The record's values by field name; a null value may be left out. */
  protected abstract Map<String, ?> values(R record);

  /** The position after {@code record}, from which {@link #read} yields the records behind it. */
  protected abstract Fields after(R record, Fields before);

  @Override
  public void check(StreamRequest stream) {
    describe(stream);
  }

  @Override
  public final List<StreamInfo> discover() {
    return streams().stream().map(StreamInfo::named).toList();
  }

  @Override
  public final StreamInfo describe(StreamRequest stream) {
    if (!streams().contains(stream.stream())) {
      throw new TributaryException(
          ErrorCode.STREAM_NOT_FOUND,
          "There is no stream '" + stream.stream() + "'",
          "Use one of " + streams());
    }
    return StreamInfo.named(stream.stream());
  }

  @Override
  public final Round plan(StreamRequest stream, Position from) {
    describe(stream);
    return Round.of(List.of(new Split(0, from.fields(), 0)), Round.Cut.BATCH);
  }

  @Override
  public final SplitReader open(StreamRequest stream, Split split, Position at) {
    Fields from = at.isStart() ? split.fields() : at.fields();
    return new RecordReader<>(this, read(stream.stream(), from), from);
  }

  @Override
  public final Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return reached.values().stream().findFirst().orElse(from);
  }

  @Override
  public void close() {}
}
