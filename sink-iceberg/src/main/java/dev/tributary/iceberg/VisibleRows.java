// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.sink.BatchReader;
import java.util.BitSet;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.IdentityPartitionConverters;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.PartitionUtil;
import org.jspecify.annotations.Nullable;

/**
 * Whole rows of single data files, without those that were deleted, for writing them anew. From
 * format 3 on, each comes with its identity and with the commit that changed it last, which have to
 * go where the row goes.
 */
final class VisibleRows {

  private final Table table;
  private final Schema columns;
  private final Schema all;
  private final dev.tributary.schema.Schema rows;

  VisibleRows(Table table) {
    this.table = table;
    this.columns = table.schema();
    this.all = Tables.metadata(table).formatVersion() >= 3 ? withIdentity(columns) : columns;
    this.rows = IcebergTypes.fromIceberg(all);
  }

  /** With the table's field ids. */
  Schema schema() {
    return all;
  }

  /** Of every batch. */
  dev.tributary.schema.Schema rows() {
    return rows;
  }

  BatchReader of(FileScanTask task) {
    return new RecordReader(rows, records(task), Long.MAX_VALUE);
  }

  /** As Iceberg has them; the first columns are those of {@link #schema}. */
  CloseableIterable<Record> records(FileScanTask task) {
    GenericDeleteFilter deletes = new GenericDeleteFilter(table.io(), task, columns, all);
    return deletes.filter(open(task, deletes.requiredSchema()));
  }

  /**
   * The rows at these positions of a file, which must be visible ones, as Iceberg has them; the
   * first columns are those of {@link #schema}. From format 3 on, they say nothing of the commit
   * that changed them last: the one that writes them does.
   */
  CloseableIterable<Record> at(DataFile file, Map<Integer, ?> constants, BitSet positions) {
    Schema projected = TypeUtil.join(all, new Schema(MetadataColumns.ROW_POSITION));
    int place =
        projected.columns().indexOf(projected.findField(MetadataColumns.ROW_POSITION.fieldId()));
    CloseableIterable<Record> rows =
        CloseableIterable.filter(
            open(file.location(), projected, constants),
            row -> positions.get(Math.toIntExact((Long) row.get(place))));
    return CloseableIterable.transform(rows, this::asChangedNow);
  }

  private Record asChangedNow(Record row) {
    int changed = all.columns().size() - 1;
    if (all.columns().get(changed).fieldId()
        == MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER.fieldId()) {
      row.set(changed, null);
    }
    return row;
  }

  /** Whether values are the same after they were columns of ours. */
  static boolean isFaithful(Schema schema) {
    return TypeUtil.find(schema, type -> !isFaithful(type)) == null;
  }

  /** The first column whose values could not be written anew, if any. */
  static @Nullable String unwritable(Schema schema) {
    for (Types.NestedField field : schema.columns()) {
      if (TypeUtil.find(new Schema(field), type -> !isWritable(type)) != null) {
        return field.name();
      }
    }
    return null;
  }

  private static boolean isWritable(Type type) {
    return isFaithful(type)
        || type.typeId() == Type.TypeID.VARIANT
        || type.typeId() == Type.TypeID.FIXED;
  }

  private static boolean isFaithful(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN,
          INTEGER,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_NANO,
          STRING,
          BINARY,
          UUID,
          STRUCT,
          LIST,
          MAP ->
          true;
      default -> false;
    };
  }

  /** Columns are known by their ids; a column of the table may have the name already. */
  private static Schema withIdentity(Schema columns) {
    return TypeUtil.join(
        columns,
        new Schema(
            renamed(MetadataColumns.ROW_ID, columns),
            renamed(MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER, columns)));
  }

  private static Types.NestedField renamed(Types.NestedField field, Schema columns) {
    String name = field.name();
    while (columns.caseInsensitiveFindField(name) != null) {
      name = "_" + name;
    }
    return Types.NestedField.from(field).withName(name).build();
  }

  /** What readers of a file take from its entry in the table. */
  static Map<Integer, ?> constants(FileScanTask task) {
    return PartitionUtil.constantsMap(task, IdentityPartitionConverters::convertConstant);
  }

  private CloseableIterable<Record> open(FileScanTask task, Schema projected) {
    return open(task.file().location(), projected, constants(task));
  }

  private CloseableIterable<Record> open(
      String location, Schema projected, Map<Integer, ?> constants) {
    Parquet.ReadBuilder builder =
        Parquet.read(table.io().newInputFile(location))
            .project(projected)
            .createReaderFunc(
                stored -> GenericParquetReaders.buildReader(projected, stored, constants));
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    return mapping == null
        ? builder.build()
        : builder.withNameMapping(NameMappingParser.fromJson(mapping)).build();
  }
}
