// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes batches into one Parquet file, column by column. Owned by one thread.
 *
 * <p>After any exception the file is worthless: close the writer and delete the file. Errors:
 * {@code VALUE_REFUSED} for a null in a required field and for a value the file's type does not
 * hold, {@code SINK_UNAVAILABLE} when the file cannot be written.
 */
public final class ParquetBatchWriter implements AutoCloseable {

  private final Schema schema;
  private final ParquetOptions options;
  private final MeasuredFile measured;
  private final ParquetFileWriter file;
  private final RowGroup group;
  private final Tree tree;
  private final Steps steps;
  private final Levels rootLevels = new Levels();
  private State state = State.OPEN;
  private long rows;
  private long groupRows;

  private enum State {
    OPEN,
    BROKEN,
    FINISHED,
    CLOSED
  }

  private ParquetBatchWriter(
      MeasuredFile measured,
      MessageType file,
      Schema schema,
      ParquetOptions options,
      RowGroup group)
      throws IOException {
    this.schema = schema;
    this.options = options;
    this.measured = measured;
    this.group = group;
    this.tree = new Tree(schema, file, group, options);
    this.steps = new Steps(options);
    this.file = open(file);
  }

  /**
   * Creates the file; an existing one is an error. Blocks.
   *
   * @param schema the file's schema with its names and field ids; its fields stand for those of
   *     {@code rows} by place, whatever the names, and may have a wider type: long for int, double
   *     for float, more digits for a decimal, another unit of time
   * @param rows the schema of the batches
   * @throws dev.tributary.error.TributaryException {@code TYPE_UNSUPPORTED} when a field of the
   *     file cannot hold the one of the rows
   */
  public static ParquetBatchWriter create(
      OutputFile out, MessageType schema, Schema rows, ParquetOptions options) {
    MeasuredFile measured = new MeasuredFile(out);
    RowGroup group = new RowGroup(schema, options);
    try {
      return new ParquetBatchWriter(measured, schema, rows, options, group);
    } catch (IOException e) {
      group.close();
      throw Refusals.unwritable(measured.getPath(), e);
    } catch (RuntimeException e) {
      group.close();
      throw e;
    }
  }

  /** Appends the rows; the batch may be used again right after. Blocks. */
  public void write(Batch batch) {
    requireOpen();
    if (!batch.schema().equals(schema)) {
      throw new IllegalArgumentException(
          "The batch has the schema " + batch.schema() + ", the file takes " + schema);
    }
    guarded(() -> copy(batch));
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** About how long the file would be if it were finished now; what still waits is counted too. */
  public long bytes() {
    return measured.length() + bufferedBytes();
  }

  /**
   * Ends the row group early when at least so many bytes of it wait in memory, for callers with
   * less memory than the options allow. Blocks.
   */
  public void endRowGroupFrom(long bytes) {
    requireOpen();
    if (bufferedBytes() >= bytes) {
      guarded(this::endGroup);
    }
  }

  /** Writes what still waits and the footer, and closes the file. Blocks. */
  public ParquetFooter finish() {
    requireOpen();
    guarded(
        () -> {
          endGroup();
          file.end(options.footer());
        });
    state = State.FINISHED;
    return new ParquetFooter(file.getFooter(), tree.floats(), rows, measured.length());
  }

  /** Gives resources back; without {@link #finish()} before, the file is incomplete. */
  @Override
  public void close() {
    if (state == State.CLOSED) {
      return;
    }
    if (state != State.FINISHED) {
      file.abort();
    }
    state = State.CLOSED;
    group.close();
    try {
      file.close();
    } catch (IOException e) {
      throw Refusals.unwritable(measured.getPath(), e);
    }
  }

  private void copy(Batch batch) throws IOException {
    for (int from = 0; from < batch.rows(); ) {
      int to = steps.end(batch, from);
      copy(batch, from, to);
      from = to;
      if (bufferedBytes() >= options.rowGroupBytes()) {
        endGroup();
      }
    }
  }

  private void copy(Batch batch, int from, int to) {
    rootLevels.flat(from, to);
    List<Node> roots = tree.roots();
    for (int i = 0; i < roots.size(); i++) {
      roots.get(i).write(batch.column(i), rootLevels, to - from);
    }
    rows += to - from;
    groupRows += to - from;
  }

  private void endGroup() throws IOException {
    if (groupRows > 0) {
      tree.leaves().forEach(LeafWriter::endChunk);
      group.flushTo(file, groupRows);
      groupRows = 0;
    }
  }

  private long bufferedBytes() {
    long bytes = group.bytes();
    for (LeafWriter leaf : tree.leaves()) {
      bytes += leaf.openBytes();
    }
    return bytes;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("The writer of " + measured.getPath() + " is " + state);
    }
  }

  /** Whatever fails leaves the writer broken, until the step has gone well. */
  private void guarded(Step step) {
    state = State.BROKEN;
    try {
      step.run();
    } catch (IOException e) {
      throw Refusals.unwritable(measured.getPath(), e);
    } catch (UncheckedIOException e) {
      throw Refusals.unwritable(measured.getPath(), e);
    }
    state = State.OPEN;
  }

  private interface Step {
    void run() throws IOException;
  }

  private ParquetFileWriter open(MessageType target) throws IOException {
    ParquetFileWriter writer =
        new ParquetFileWriter(
            measured,
            target,
            ParquetFileWriter.Mode.CREATE,
            options.rowGroupBytes(),
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            true);
    writer.start();
    return writer;
  }
}
