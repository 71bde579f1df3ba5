// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Parquet file back into batches. It may have been written under an older schema of the
 * table: fields that it lacks are null, narrower types are widened. Made for correctness, not for
 * speed. Owned by one thread.
 *
 * <p>Errors: {@code TYPE_UNSUPPORTED} when a field of the rows cannot be read from the file's,
 * {@code SCHEMA_REFUSED} when the file lacks a required one, {@code SINK_UNAVAILABLE} when the file
 * cannot be read.
 */
public final class ParquetBatchReader implements BatchReader {

  private final InputFile in;
  private final ParquetFileReader file;
  private final ReadTree tree;
  private final BatchBuilder builder;
  private int group = -1;
  private long rowsLeft;

  private ParquetBatchReader(InputFile in, ParquetFileReader file, MessageType table, Schema rows) {
    MessageType written = file.getFooter().getFileMetaData().getSchema();
    this.in = in;
    this.file = file;
    this.tree = new ReadTree(rows, table, written);
    this.builder = new BatchBuilder(rows);
    if (!tree.used().isEmpty()) {
      file.setRequestedSchema(new MessageType(written.getName(), tree.used()));
    }
  }

  /**
   * Opens the file. Blocks.
   *
   * @param table the schema of the table with its field ids, or the part of it that is wanted; its
   *     fields stand for those of {@code rows} by place, and are found in the file by id
   * @param rows the schema of the batches
   */
  public static ParquetBatchReader open(InputFile in, MessageType table, Schema rows) {
    ParquetFileReader file = openFile(in);
    try {
      return new ParquetBatchReader(in, file, table, rows);
    } catch (RuntimeException e) {
      close(in, file);
      throw e;
    }
  }

  /** What is no Parquet file is a bare {@code RuntimeException} to parquet-java. */
  private static ParquetFileReader openFile(InputFile in) {
    try {
      return ParquetFileReader.open(in);
    } catch (IOException | RuntimeException e) {
      throw Refusals.unreadableFile(in, e);
    }
  }

  @Override
  public @Nullable Batch next() {
    builder.reset();
    try {
      while (!builder.isFull() && (rowsLeft > 0 || openGroup())) {
        readRow();
      }
    } catch (IOException | ParquetRuntimeException e) {
      throw Refusals.unreadableFile(in, e);
    }
    return builder.isEmpty() ? null : builder.build();
  }

  @Override
  public void close() {
    close(in, file);
  }

  private static void close(InputFile in, ParquetFileReader file) {
    try {
      file.close();
    } catch (IOException e) {
      throw Refusals.unreadableFile(in, e);
    }
  }

  private void readRow() {
    List<Optional<ReadNode>> roots = tree.roots();
    for (int i = 0; i < roots.size(); i++) {
      Column column = builder.column(i);
      roots.get(i).ifPresentOrElse(node -> node.read(column), column::appendNull);
    }
    builder.endRow();
    rowsLeft--;
  }

  private boolean openGroup() throws IOException {
    if (++group == file.getRowGroups().size()) {
      group--;
      return false;
    }
    rowsLeft = file.getRowGroups().get(group).getRowCount();
    if (!tree.used().isEmpty()) {
      begin(file.readNextRowGroup());
    }
    return true;
  }

  private void begin(PageReadStore pages) {
    MessageType used = new MessageType("used", tree.used());
    ColumnReadStore columns =
        new ColumnReadStoreImpl(
            pages,
            new DummyRecordConverter(used).getRootConverter(),
            used,
            file.getFooter().getFileMetaData().getCreatedBy());
    tree.leaves().forEach(leaf -> leaf.begin(columns));
  }
}
