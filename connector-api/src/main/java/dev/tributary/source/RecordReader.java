// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of records. A batch has one schema; a record that needs another one ends the batch
 * and begins the next. Types that were seen are kept from batch to batch, so that this settles
 * soon.
 */
final class RecordReader<R> implements SplitReader {

  private final RecordSource<R> source;
  private final Iterator<? extends R> records;
  private final AutoCloseable closing;
  private final ValueTypes types = new ValueTypes();
  private BatchBuilder builder = new BatchBuilder(Schema.empty());
  private @Nullable R held;
  private Fields reached;

  RecordReader(RecordSource<R> source, Iterable<? extends R> records, Fields from) {
    this.source = source;
    this.records = records.iterator();
    this.closing = records instanceof AutoCloseable closeable ? closeable : () -> {};
    this.reached = from;
  }

  @Override
  public @Nullable Batch next() {
    builder.reset();
    for (R record = take(); record != null; record = take()) {
      Map<String, Object> values = types.normalise(source.values(record));
      Schema needed = types.grow(builder.schema(), values);
      if (!needed.equals(builder.schema())) {
        if (!builder.isEmpty()) {
          held = record;
          return builder.build();
        }
        builder = new BatchBuilder(needed);
      }
      builder.add(values);
      reached = source.after(record, reached);
      if (builder.isFull()) {
        return builder.build();
      }
    }
    return builder.isEmpty() ? null : builder.build();
  }

  @Override
  public Position position() {
    return new Position(reached);
  }

  @Override
  public void close() {
    try {
      closing.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new TributaryException(
          ErrorCode.SOURCE_UNAVAILABLE, "Closing a read failed: " + e, "Run again", e);
    }
  }

  private @Nullable R take() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TributaryException(
          ErrorCode.CANCELLED, "The read was asked to stop", "Run again to go on");
    }
    if (held != null) {
      R record = held;
      held = null;
      return record;
    }
    return records.hasNext() ? records.next() : null;
  }
}
