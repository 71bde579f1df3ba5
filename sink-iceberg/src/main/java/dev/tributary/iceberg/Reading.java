// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;

/** Readers of visible and of staged rows. */
final class Reading {

  private Reading() {}

  static BatchReader visible(Table table, ReadRequest request) {
    Schema schema =
        request.columns().isEmpty() ? table.schema() : chosen(table.schema(), request.columns());
    return new RecordReader(
        IcebergTypes.fromIceberg(schema),
        IcebergGenerics.read(table).project(schema).build(),
        request.rowsMax());
  }

  /** The rows as they were written, whatever the table's columns are by now. */
  static BatchReader staged(Table table, Staged staged) {
    return staged(table, staged, StagedFiles.schema(staged), staged.schema());
  }

  /** Of the rows as they were written these columns, where they have them, and at least one. */
  static BatchReader staged(Table table, Staged staged, List<String> columns) {
    List<Types.NestedField> stored = new ArrayList<>();
    List<Field> read = new ArrayList<>();
    Schema schema = StagedFiles.schema(staged);
    List<Field> all = staged.schema().fields();
    boolean none = all.stream().noneMatch(field -> columns.contains(field.name()));
    for (Field field : none ? all.subList(0, 1) : all) {
      if (none || columns.contains(field.name())) {
        stored.add(schema.asStruct().field(field.name()));
        read.add(field);
      }
    }
    return staged(table, staged, new Schema(stored), dev.tributary.schema.Schema.of(read));
  }

  private static BatchReader staged(
      Table table, Staged staged, Schema schema, dev.tributary.schema.Schema read) {
    List<CloseableIterable<Record>> parts = new ArrayList<>();
    for (String location : StagedFiles.locations(staged)) {
      parts.add(
          Parquet.read(table.io().newInputFile(location))
              .project(schema)
              .createReaderFunc(stored -> GenericParquetReaders.buildReader(schema, stored))
              .build());
    }
    return new RecordReader(read, CloseableIterable.concat(parts), Long.MAX_VALUE);
  }

  private static Schema chosen(Schema schema, List<String> columns) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (String column : columns) {
      Types.NestedField field = schema.asStruct().field(column);
      if (field == null) {
        throw new IllegalArgumentException("No column '" + column + "' in " + schema);
      }
      fields.add(field);
    }
    return new Schema(fields);
  }
}
