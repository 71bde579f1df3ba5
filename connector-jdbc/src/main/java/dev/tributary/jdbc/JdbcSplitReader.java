// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.SplitReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one statement into batches. */
final class JdbcSplitReader implements SplitReader {

  private static final int CLOSE_PATIENCE_SECONDS = 10;

  private final String doing;
  private final SqlFailures failures;
  private final Progress progress;
  private final Connection connection;
  private final Rows rows;
  private final Refusals refusals;
  private final Schema schema;
  private final long batchBytes;
  private final BatchBuilder builder;
  private final BatchBuilder single;
  private final List<BytesColumn> wide = new ArrayList<>();
  private final ReentrantLock inUse = new ReentrantLock();
  private final InterruptWatch watch;
  private volatile boolean closed;
  private boolean drained;
  private boolean finished;
  private boolean freed;

  JdbcSplitReader(
      Table table,
      JdbcSettings settings,
      SqlFailures failures,
      InterruptWatch watch,
      Progress progress,
      Connection connection,
      Rows rows,
      Refusals refusals) {
    this.schema = table.schema();
    this.refusals = refusals;
    this.doing = "Reading " + table.ref().stream();
    this.failures = failures;
    this.watch = watch;
    this.progress = progress;
    this.connection = connection;
    this.rows = rows;
    this.batchBytes = settings.batchBytes();
    Schema whileFilled = Schema.of(schema.fields().stream().map(Field::relaxed).toList());
    this.builder = new BatchBuilder(whileFilled, BatchBuilder.DEFAULT_ROWS, batchBytes);
    this.single = new BatchBuilder(whileFilled, 1, batchBytes);
    for (int i = 0; i < schema.size(); i++) {
      if (builder.column(i) instanceof BytesColumn column) {
        wide.add(column);
      }
    }
  }

  @Override
  public @Nullable Batch next() {
    inUse.lock();
    try (InterruptWatch.Watched watched = watch.during(rows::cancel)) {
      stopIfAsked();
      return finished ? null : fill();
    } catch (SQLException e) {
      stopIfAsked();
      throw failures.during(doing, e);
    } finally {
      if (closed) {
        free();
      }
      inUse.unlock();
    }
  }

  @Override
  public List<RefusedRow> refused() {
    return refusals.take();
  }

  @Override
  public Position position() {
    return progress.position();
  }

  @Override
  public void close() {
    closed = true;
    if (!locked(0)) {
      rows.cancel();
      if (!locked(CLOSE_PATIENCE_SECONDS)) {
        return;
      }
    }
    try {
      free();
    } finally {
      inUse.unlock();
    }
  }

  private @Nullable Batch fill() throws SQLException {
    builder.reset();
    refusals.begin();
    while (!drained && !isFull()) {
      drained = !append();
      stopIfAsked();
    }
    if (builder.isEmpty()) {
      return finish();
    }
    Batch all = builder.build();
    Batch batch = refusals.keep(all, schema);
    progress.advance(all, rows.rawCursor());
    rows.weigh(all.bytes() / all.rows());
    return batch.rows() == 0 && drained ? finish() : batch;
  }

  private @Nullable Batch finish() {
    finished = true;
    progress.finish();
    free();
    return null;
  }

  /** Appends the next row that was not read before; false when there is none. */
  private boolean append() throws SQLException {
    while (progress.looksForOldRows()) {
      stopIfAsked();
      single.reset();
      if (!rows.appendTo(single)) {
        return false;
      }
      Batch row = single.build();
      if (!progress.isOld(row, rows.rawCursor())) {
        copy(row);
        refuseMisfit();
        return true;
      }
    }
    if (!rows.appendTo(builder)) {
      return false;
    }
    refuseMisfit();
    return true;
  }

  private void refuseMisfit() {
    Misfits.Cell misfit = rows.misfit();
    if (misfit != null) {
      refusals.add(builder.rows() - 1, misfit);
    }
  }

  private void copy(Batch row) {
    for (int i = 0; i < row.columns().size(); i++) {
      builder.column(i).appendFrom(row.column(i), 0);
    }
    builder.endRow();
  }

  private boolean isFull() {
    long bytes = 0;
    for (Column column : wide) {
      bytes += column.bytes();
    }
    return builder.isFull() || bytes >= batchBytes;
  }

  private void stopIfAsked() {
    if (closed || Thread.currentThread().isInterrupted()) {
      throw new TributaryException(
          ErrorCode.CANCELLED, doing + " was stopped", "Run again to read the rest");
    }
  }

  private boolean locked(int seconds) {
    try {
      return inUse.tryLock(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inUse.tryLock();
    }
  }

  private void free() {
    if (!freed) {
      freed = true;
      Connections.closeQuietly(rows);
      Connections.closeQuietly(connection);
    }
  }
}
