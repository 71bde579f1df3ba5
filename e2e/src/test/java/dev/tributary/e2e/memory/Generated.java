// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.memory;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Any number of rows, each with a text of so many letters, made while they are read. */
record Generated(long rows, int letters) implements Source {

  static final String STREAM = "rows";

  private static final int SPLITS = 2;
  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("amount", Type.DOUBLE),
          Field.optional("text", Type.STRING));

  @Override
  public void check(StreamRequest stream) {}

  @Override
  public List<StreamInfo> discover() {
    return List.of(
        new StreamInfo(
            STREAM, Optional.of(SCHEMA), List.of("id"), List.of("id"), Optional.empty()));
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return discover().get(0);
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return Round.of(from.isStart() ? List.of(split(0), split(1)) : List.of(), Round.Cut.NONE);
  }

  private Split split(int ordinal) {
    return new Split(ordinal, Fields.of("from", rows * ordinal / SPLITS), rows / SPLITS);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    return new Reader(split.fields().number("from"), rows * (split.ordinal() + 1) / SPLITS);
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return new Position(Fields.of("rows", rows));
  }

  @Override
  public void close() {}

  private final class Reader implements SplitReader {

    private static final int POOL = 1 << 20;

    private final BatchBuilder builder = new BatchBuilder(SCHEMA);
    private final byte[] pool = new byte[POOL + letters];
    private final Random random = new Random(7);
    private final long end;
    private long next;

    Reader(long from, long end) {
      this.next = from;
      this.end = end;
      for (int i = 0; i < pool.length; i++) {
        pool[i] = (byte) ('a' + random.nextInt(26));
      }
    }

    @Override
    public Batch next() {
      builder.reset();
      while (next < end && !builder.isFull()) {
        ((LongColumn) builder.column(0)).append(next++);
        ((DoubleColumn) builder.column(1)).append(next / 7.0);
        ((BytesColumn) builder.column(2)).append(pool, random.nextInt(POOL), letters);
        builder.endRow();
      }
      return builder.isEmpty() ? null : builder.build();
    }

    @Override
    public Position position() {
      return new Position(Fields.of("next", next));
    }

    @Override
    public void close() {}
  }
}
