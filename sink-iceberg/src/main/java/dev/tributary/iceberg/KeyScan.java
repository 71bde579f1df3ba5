// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PartitionUtil;

/** Reads a few columns of data files, without the rows that were deleted from them. */
final class KeyScan {

  private final Table table;
  private final Schema columns;

  KeyScan(Table table, Schema columns) {
    this.table = table;
    this.columns = columns;
  }

  /** Hands over each row of a file that no snapshot has yet; valid until the next one. */
  void each(String staged, Consumer<StructLike> row) {
    drain(read(staged, columns, Map.of()), row);
  }

  /** Hands over each visible row of a file of the table; valid until the next one. */
  void each(FileScanTask task, Consumer<StructLike> row) {
    Visible visible = new Visible(task);
    CloseableIterable<Record> rows =
        read(task.file().location(), visible.requiredSchema(), PartitionUtil.constantsMap(task));
    drain(visible.filter(rows), row);
  }

  private static void drain(CloseableIterable<Record> rows, Consumer<StructLike> row) {
    try (rows) {
      rows.forEach(row);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot close a data file");
    }
  }

  private CloseableIterable<Record> read(
      String location, Schema projected, Map<Integer, ?> constants) {
    Parquet.ReadBuilder builder =
        Parquet.read(table.io().newInputFile(location))
            .project(projected)
            .createReaderFunc(stored -> InternalReader.create(projected, stored, constants))
            .reuseContainers();
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    return mapping == null
        ? builder.build()
        : builder.withNameMapping(NameMappingParser.fromJson(mapping)).build();
  }

  private final class Visible extends DeleteFilter<Record> {

    Visible(FileScanTask task) {
      super(task.file().location(), task.deletes(), table.schema(), columns);
    }

    @Override
    protected StructLike asStructLike(Record row) {
      return row;
    }

    @Override
    protected InputFile getInputFile(String location) {
      return table.io().newInputFile(location);
    }
  }
}
