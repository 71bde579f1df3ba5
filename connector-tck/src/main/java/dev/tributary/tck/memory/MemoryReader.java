// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.SplitReader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads a span of a stream's rows, and meets the faults that the test put there. */
final class MemoryReader implements SplitReader {

  private final MemoryStream stream;
  private final long end;
  private final int schema;
  private final Faults faults;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private long next;

  MemoryReader(MemoryStream stream, Span span, int schema, Faults faults, Runnable onClose) {
    this.stream = stream;
    this.next = span.from();
    this.end = span.to();
    this.schema = schema;
    this.faults = faults;
    this.onClose = onClose;
  }

  @Override
  public @Nullable Batch next() {
    if (closed.get() || Thread.currentThread().isInterrupted()) {
      throw Faults.cancelled(stream.name());
    }
    if (next >= end) {
      return null;
    }
    faults.pass(stream.name(), next, closed::get);
    BatchBuilder builder = stream.builder(next, schema);
    long row = next;
    while (row < end && !builder.isFull() && (row == next || !faults.at(row))) {
      if (!stream.addTo(builder, row)) {
        break;
      }
      row++;
    }
    next = row;
    return builder.build();
  }

  @Override
  public Position position() {
    return new Position(Fields.of("next", next));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
      faults.wake();
    }
  }
}
