// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.StreamInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose rows a test adds, numbered from 0 in the order they were added. A read by cursor
 * finds the rows after the last number read, whatever the cursor's name; a read without one finds
 * all rows every time. Where not said otherwise it plans one round of one split, reads batches of
 * 1,000 rows, and can be cut at every batch.
 *
 * <p>Thread-safe. The methods that shape reading are meant for before it; rows may come any time.
 */
public final class MemoryStream {

  private record Row(int schema, Map<String, @Nullable Object> values) {}

  private final String name;
  private final Object lock = new Object();
  private final List<Row> rows = new ArrayList<>();
  private final List<Schema> schemas = new ArrayList<>();
  private final List<Position> committed = new ArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final Faults faults = new Faults();

  private volatile boolean announced = true;
  private volatile List<String> key = List.of();
  private volatile List<String> cursors;
  private volatile int splits = 1;
  private volatile int batchRows = 1_000;
  private volatile long roundRows = Long.MAX_VALUE;
  private volatile Cut cut = Cut.BATCH;

  MemoryStream(String name, Schema schema) {
    this.name = name;
    this.schemas.add(schema);
    this.cursors = schema.fields().stream().map(Field::name).toList();
  }

  public String name() {
    return name;
  }

  /** The fields that tell rows apart, as {@link StreamInfo} will say. */
  public MemoryStream key(String... fields) {
    key = List.of(fields);
    return this;
  }

  /** The fields that a request may name as its cursor; every field of the schema if not said. */
  public MemoryStream cursors(String... fields) {
    cursors = List.of(fields);
    return this;
  }

  /** How many splits a round has, at most; no more than it has rows. */
  public MemoryStream splits(int count) {
    splits = count;
    return this;
  }

  public MemoryStream batchRows(int count) {
    batchRows = count;
    return this;
  }

  /** How many rows a round has, at most; while rows are left there are {@code more()} rounds. */
  public MemoryStream roundRows(long count) {
    roundRows = count;
    return this;
  }

  public MemoryStream cut(Cut where) {
    cut = where;
    return this;
  }

  /** Lets {@code describe} not know the schema, so that it is seen only when reading. */
  public MemoryStream unannounced() {
    announced = false;
    return this;
  }

  /**
   * Rows that are added from now on have this schema. An announced stream is read in the schema
   * that was the last when the round was planned, which must take all its rows; an unannounced one
   * in batches of the schema that each row was added with.
   */
  public MemoryStream schema(Schema schema) {
    synchronized (lock) {
      schemas.add(schema);
    }
    return this;
  }

  /**
   * Adds a copy of a row; values as {@link dev.tributary.batch.RowView} names them, absent is null.
   *
   * @throws IllegalArgumentException when the row is not of the stream's schema
   */
  public MemoryStream add(Map<String, ? extends @Nullable Object> row) {
    synchronized (lock) {
      int schema = schemas.size() - 1;
      rows.add(new Row(schema, Rows.copy(schemas.get(schema), row)));
    }
    return this;
  }

  /** Adds a row by its values in the order of the schema's fields. */
  public MemoryStream row(@Nullable Object... values) {
    List<Field> fields = lastSchema().fields();
    if (values.length != fields.size()) {
      throw new IllegalArgumentException(values.length + " values for " + fields);
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(fields.get(i).name(), values[i]);
    }
    return add(row);
  }

  /** Makes reading of the row of this number fail with {@code SOURCE_UNAVAILABLE} so many times. */
  public MemoryStream failAt(long row, int times) {
    faults.failAt(row, times);
    return this;
  }

  /** Takes back what {@link #failAt} asked for. */
  public MemoryStream heal() {
    faults.clear();
    return this;
  }

  /** Makes readers wait before this row until {@link #release}, closed or interrupted. */
  public MemoryStream holdAt(long row) {
    faults.holdAt(row);
    return this;
  }

  /** Waits until a reader waits at the row of {@link #holdAt}; false when none came in time. */
  public boolean awaitHeld(Duration patience) {
    try {
      return faults.awaitHeld(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public MemoryStream release() {
    faults.holdAt(-1);
    return this;
  }

  /** The positions that the source was told to be committed, in order. */
  public List<Position> committed() {
    synchronized (lock) {
      return List.copyOf(committed);
    }
  }

  /** Rounds and readers that were not closed yet. */
  public int held() {
    return held.get();
  }

  public long size() {
    synchronized (lock) {
      return rows.size();
    }
  }

  StreamInfo info() {
    return new StreamInfo(
        name,
        announced ? Optional.of(lastSchema()) : Optional.empty(),
        key,
        cursors,
        Optional.empty());
  }

  void committed(Position position) {
    synchronized (lock) {
      committed.add(position);
    }
  }

  MemoryRound plan(Position from, boolean full) {
    synchronized (lock) {
      long size = rows.size();
      held.incrementAndGet();
      return MemoryRound.plan(
          from, full, size, roundRows, splits, schemas.size() - 1, cut, held::decrementAndGet);
    }
  }

  MemoryReader open(Span span, int schema) {
    held.incrementAndGet();
    return new MemoryReader(this, span, schema, faults, held::decrementAndGet);
  }

  Cut cut() {
    return cut;
  }

  /** A builder for the batch that begins at this row, in its own or in the announced schema. */
  BatchBuilder builder(long row, int schema) {
    synchronized (lock) {
      return new BatchBuilder(schemas.get(announced ? schema : schemaOf(row)), batchRows, 8L << 20);
    }
  }

  /** Adds the row unless it has another schema than the batch; says whether it did. */
  boolean addTo(BatchBuilder builder, long row) {
    synchronized (lock) {
      if (!announced && !schemas.get(schemaOf(row)).equals(builder.schema())) {
        return false;
      }
      builder.add(rows.get((int) row).values());
      return true;
    }
  }

  private int schemaOf(long row) {
    return rows.get((int) row).schema();
  }

  private Schema lastSchema() {
    synchronized (lock) {
      return schemas.get(schemas.size() - 1);
    }
  }
}
