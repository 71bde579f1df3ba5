// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.columnar.ParquetBatchWriter;
import dev.tributary.columnar.ParquetFooter;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Schema;
import org.jspecify.annotations.Nullable;

/** A data file that is being written, of one partition. Owned by one thread. */
final class OpenFile implements AutoCloseable {

  private final String location;
  private final ParquetBatchWriter writer;
  private final FileLayout layout;
  private final PartitionData partition;
  private final Optional<RowOrder> order;
  private @Nullable Batch last;
  private boolean sorted;

  /**
   * @param order in which the rows of each batch already are
   */
  OpenFile(
      String location,
      ParquetBatchWriter writer,
      FileLayout layout,
      PartitionData partition,
      Optional<RowOrder> order) {
    this.location = location;
    this.writer = writer;
    this.layout = layout;
    this.partition = partition;
    this.order = order;
    this.sorted = order.isPresent();
  }

  void write(Batch batch) {
    writer.write(batch);
    order.filter(each -> sorted).ifPresent(each -> follow(each, batch));
  }

  private void follow(RowOrder rows, Batch batch) {
    if (last != null) {
      Batch seam = new Selection(batch.schema()).pair(last, 0, batch, 0);
      sorted = rows.inOrder(seam, 0, 1);
    }
    int end = batch.rows() - 1;
    last = new Selection(batch.schema()).of(batch, new int[] {end}, 0, 1);
  }

  long bytes() {
    return writer.bytes();
  }

  void endRowGroupFrom(long bytes) {
    writer.endRowGroupFrom(bytes);
  }

  /** Ends the file. */
  DataFile finish(Schema schema, MetricsConfig metrics) {
    ParquetFooter footer = writer.finish();
    DataFiles.Builder file =
        DataFiles.builder(layout.spec())
            .withPath(location)
            .withFormat(FileFormat.PARQUET)
            .withFileSizeInBytes(footer.fileBytes())
            .withMetrics(FileMetrics.of(footer, schema, metrics))
            .withSplitOffsets(FileMetrics.splitOffsets(footer));
    if (layout.spec().isPartitioned()) {
      file.withPartition(partition);
    }
    if (sorted) {
      file.withSortOrder(layout.order());
    }
    return file.build();
  }

  @Override
  public void close() {
    writer.close();
  }

  /** As {@link #close()}, when something else has failed already. */
  void abandon() {
    try {
      writer.close();
    } catch (RuntimeException second) {
      sorted = false;
    }
  }
}
