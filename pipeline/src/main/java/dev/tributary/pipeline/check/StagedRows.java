// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.sink.BatchReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The rows that a load has staged for one table, to be read as often as need be; without those of a
 * merge that only say that another row goes. Owned by one thread.
 */
final class StagedRows {

  private final CheckedLoad load;
  private final List<Staged> staged;
  private final Optional<Cell> deleted;

  StagedRows(CheckedLoad load, TableName table) {
    this.load = load;
    this.staged = load.of(table);
    this.deleted =
        load.mode().disposition() == Disposition.MERGE && table.equals(load.root())
            ? load.mode().options().optionalText(WriteMode.DELETE_FLAG).map(Cell::new)
            : Optional.empty();
  }

  /**
   * @param columns that are needed; empty for all
   */
  void each(List<String> columns, Consumer<Batch> rows) {
    for (Staged part : staged) {
      try (BatchReader reader = open(part, columns)) {
        each(reader, batch -> hand(batch, rows));
      }
    }
  }

  /** Hands over all batches of a reader, unless the thread is interrupted. */
  static void each(BatchReader reader, Consumer<Batch> rows) {
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new TributaryException(
            ErrorCode.CANCELLED, "The run was asked to stop", "Run again when it suits");
      }
      rows.accept(batch);
    }
  }

  private BatchReader open(Staged part, List<String> columns) {
    if (columns.isEmpty()) {
      return load.sink().read(part);
    }
    List<String> needed = new ArrayList<>(columns);
    deleted.map(Cell::name).ifPresent(needed::add);
    return load.sink().read(part, needed);
  }

  private void hand(Batch batch, Consumer<Batch> rows) {
    if (deleted.isEmpty()) {
      rows.accept(batch);
      return;
    }
    Cell flag = deleted.get();
    flag.turnTo(batch);
    int[] kept =
        IntStream.range(0, batch.rows())
            .filter(row -> !Boolean.TRUE.equals(flag.value(row)))
            .toArray();
    if (kept.length > 0) {
      rows.accept(kept.length == batch.rows() ? batch : only(kept, batch));
    }
  }

  private static Batch only(int[] kept, Batch batch) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column copy = Column.of(column.type());
      for (int row : kept) {
        copy.appendFrom(column, row);
      }
      columns.add(copy);
    }
    return new Batch(batch.schema(), columns, kept.length);
  }
}
