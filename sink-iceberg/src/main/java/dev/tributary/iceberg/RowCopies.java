// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;

/** Writes copies of single rows of data files, changed or not, into new ones. Used once. */
final class RowCopies {

  private static final int OPEN_MAX = 16;

  private final Table table;
  private final VisibleRows visible;
  private final PartitionSpec spec;
  private final Supplier<OutputFile> next;
  private final InternalRecordWrapper wrapper;
  private final GenericFileWriterFactory factory;
  private final Map<PartitionKey, DataWriter<Record>> open = new LinkedHashMap<>();
  private final List<DataFile> written = new ArrayList<>();

  /**
   * @param next where to write, a new place for each call
   */
  RowCopies(Table table, Supplier<OutputFile> next) {
    this.table = table;
    this.visible = new VisibleRows(table);
    this.spec = table.spec();
    this.next = next;
    this.wrapper = new InternalRecordWrapper(visible.schema().asStruct());
    this.factory =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(visible.schema())
            .build();
  }

  /**
   * @param change of each row, before it is written
   */
  void copy(DataFile file, Map<Integer, ?> constants, BitSet positions, Consumer<Record> change) {
    try (CloseableIterable<Record> rows = visible.at(file, constants, positions)) {
      for (Record row : rows) {
        change.accept(row);
        write(row);
      }
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot copy rows of table %s", table.name());
    }
  }

  /** Everything that was copied. */
  List<DataFile> finish() {
    try {
      closeAll();
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write files of table %s", table.name());
    }
    return written;
  }

  private void write(Record row) throws IOException {
    PartitionKey key = new PartitionKey(spec, visible.schema());
    key.partition(wrapper.wrap(row));
    DataWriter<Record> writer = open.get(key);
    if (writer == null) {
      if (open.size() == OPEN_MAX) {
        closeAll();
      }
      writer = factory.newDataWriter(table.encryption().encrypt(next.get()), spec, key);
      open.put(key, writer);
    }
    writer.write(row);
  }

  private void closeAll() throws IOException {
    for (DataWriter<Record> writer : open.values()) {
      writer.close();
      written.add(writer.toDataFile());
    }
    open.clear();
  }
}
