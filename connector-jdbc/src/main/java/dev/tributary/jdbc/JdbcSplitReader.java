// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.SplitReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one split into batches. When its connection is lost it goes on over another
 * one, from the end of the last batch.
 */
final class JdbcSplitReader implements SplitReader {

  private static final int CLOSE_PATIENCE_SECONDS = 10;

  /** Opens the split at a place in it. */
  @FunctionalInterface
  interface Opening {
    Opened at(Position place) throws SQLException;
  }

  private final Reopening reopening;
  private final Opening opening;
  private final InterruptWatch watch;
  private final Pace pace;
  private final long batchBytes;
  private final BatchBuilder builder;
  private final BatchBuilder single;
  private final List<BytesColumn> wide = new ArrayList<>();
  private final ReentrantLock inUse = new ReentrantLock();
  private final Condition closing = inUse.newCondition();
  private volatile Opened opened;
  private volatile boolean closed;
  private boolean drained;
  private long passed;
  private boolean finished;

  /** Opens the split; blocks. */
  JdbcSplitReader(
      Reopening reopening,
      Opening opening,
      Position at,
      JdbcSettings settings,
      InterruptWatch watch,
      Pace pace) {
    this.reopening = reopening;
    this.opening = opening;
    this.watch = watch;
    this.pace = pace;
    this.opened = openAt(at);
    this.batchBytes = settings.batchBytes();
    Schema schema = opened.table().filled();
    this.builder = new BatchBuilder(schema, BatchBuilder.DEFAULT_ROWS, batchBytes);
    this.single = new BatchBuilder(schema, 1, batchBytes);
    for (int i = 0; i < schema.size(); i++) {
      if (builder.column(i) instanceof BytesColumn column) {
        wide.add(column);
      }
    }
  }

  @Override
  public @Nullable Batch next() {
    inUse.lock();
    try (InterruptWatch.Watched watched = watch.during(() -> opened.rows().cancel())) {
      stopIfAsked();
      Batch batch = finished ? null : filled();
      if (batch != null) {
        pace.read(batch.rows(), batch.bytes(), () -> closed);
      }
      return batch;
    } finally {
      if (closed) {
        opened.close();
      }
      inUse.unlock();
    }
  }

  @Override
  public List<RefusedRow> refused() {
    return opened.refusals().take();
  }

  @Override
  public Position position() {
    return opened.progress().position();
  }

  @Override
  public void close() {
    closed = true;
    if (!locked(0)) {
      opened.rows().cancel();
      if (!locked(CLOSE_PATIENCE_SECONDS)) {
        return;
      }
    }
    try {
      closing.signalAll();
      opened.close();
    } finally {
      inUse.unlock();
    }
  }

  private @Nullable Batch filled() {
    while (true) {
      try {
        return fill();
      } catch (SQLException e) {
        stopIfAsked();
        opened.close();
        if (Positions.isUnordered(position())) {
          throw reopening.failed(e); // Rows that come in no order cannot be told from those read.
        }
        waitFor(reopening.after(e));
        reopen();
      }
    }
  }

  private void reopen() {
    Opened again = openAt(position());
    Schema before = opened.table().schema();
    opened = again;
    drained = false;
    passed = 0;
    if (!again.table().schema().equals(before)) {
      throw new TributaryException(
          ErrorCode.SOURCE_UNAVAILABLE,
          reopening.doing() + " failed: the table was altered while its connection was lost",
          "Run again; the read is then planned anew");
    }
  }

  /** Opens the split and passes the rows that were read before. */
  private Opened openAt(Position at) {
    while (true) {
      try {
        return opening.at(at);
      } catch (SQLException e) {
        waitFor(reopening.after(e));
      } catch (TributaryException e) {
        waitFor(reopening.after(e));
      }
    }
  }

  private @Nullable Batch fill() throws SQLException {
    pass();
    Opened from = opened;
    builder.reset();
    from.refusals().begin();
    while (!drained && !isFull()) {
      drained = !append(from);
      stopIfAsked();
    }
    if (builder.isEmpty()) {
      return finish();
    }
    Batch all = builder.build();
    Batch batch = from.refusals().keep(all, from.table().schema());
    from.progress().advance(all, from.rows().rawCursor());
    from.rows().weigh(all.bytes() / all.rows());
    return batch.rows() == 0 && drained ? finish() : batch;
  }

  private @Nullable Batch finish() {
    finished = true;
    opened.progress().finish();
    opened.close();
    return null;
  }

  /** Passes rows that were read before the read was opened at its place. */
  private void pass() throws SQLException {
    for (; passed < opened.passed(); passed++) {
      stopIfAsked();
      single.reset();
      if (!opened.rows().appendTo(single)) {
        throw new TributaryException(
            ErrorCode.SOURCE_UNAVAILABLE,
            reopening.doing() + " failed: rows that were read before are gone",
            "Run again; the read is then planned anew");
      }
    }
  }

  /** Appends the next row that was not read before; false when there is none. */
  private boolean append(Opened from) throws SQLException {
    while (from.progress().looksForOldRows()) {
      stopIfAsked();
      single.reset();
      if (!from.rows().appendTo(single)) {
        return false;
      }
      Batch row = single.build();
      if (!from.progress().isOld(row, from.rows().rawCursor())) {
        copy(row);
        refuseMisfit(from);
        return true;
      }
    }
    if (!from.rows().appendTo(builder)) {
      return false;
    }
    refuseMisfit(from);
    return true;
  }

  private void refuseMisfit(Opened from) {
    Misfits.Cell misfit = from.rows().misfit();
    if (misfit != null) {
      from.refusals().add(builder.rows() - 1, misfit);
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
          ErrorCode.CANCELLED, reopening.doing() + " was stopped", "Run again to read the rest");
    }
  }

  /** Waits before another connection is tried; ends early when the thread is interrupted. */
  private void waitFor(Duration wait) {
    inUse.lock();
    try {
      long left = wait.toNanos();
      while (left > 0 && !closed) {
        left = closing.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inUse.unlock();
    }
    stopIfAsked();
  }

  private boolean locked(int seconds) {
    try {
      return inUse.tryLock(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return inUse.tryLock();
    }
  }
}
