// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortField;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Partitions and order of the files of one task: as the settings say, also where the table learns
 * of it only later, else as the table is. Rows whose types the table does not take as they are get
 * neither, because they will be written again. Immutable.
 *
 * @param filesMax how many files may be open at once
 * @param properties the table's, and those that it gets by the settings
 */
record FileLayout(
    PartitionSpec spec, SortOrder order, int filesMax, Map<String, String> properties) {

  /**
   * For the rows of a task.
   *
   * @param rows the task's schema with the table's field ids
   */
  static FileLayout of(WriteTask task, Table table, Schema rows) {
    TableLayout settings = TableLayout.of(task.settings());
    Schema all = union(table.schema(), rows);
    TableLayout known = settings.within(all);
    int filesMax =
        task.settings().equals(dev.tributary.config.Config.none())
            ? LayoutSettings.OPEN_FILES_MAX.fallback().orElseThrow().intValue()
            : Math.toIntExact(task.settings().get(LayoutSettings.OPEN_FILES_MAX));
    Map<String, String> properties = new HashMap<>(table.properties());
    properties.putAll(known.properties().missing(properties));
    FileLayout plain =
        new FileLayout(
            PartitionSpec.unpartitioned(), SortOrder.unsorted(), filesMax, Map.copyOf(properties));
    try {
      return plain.with(known.spec(all, table.spec()), known.order(all, table.sortOrder()), rows);
    } catch (RuntimeException unfit) {
      // The coordinator refuses the settings, and says why, before anything is committed.
      return plain;
    }
  }

  private FileLayout with(PartitionSpec newSpec, SortOrder newOrder, Schema rows) {
    boolean splits = newSpec.fields().stream().allMatch(field -> fits(field, newSpec, rows));
    boolean sorts = newOrder.fields().stream().allMatch(field -> fits(field, newOrder, rows));
    return new FileLayout(splits ? newSpec : spec, sorts ? newOrder : order, filesMax, properties);
  }

  /** The table's columns, then those that only the rows have. */
  static Schema union(Schema table, Schema rows) {
    List<Types.NestedField> fields = new ArrayList<>(table.columns());
    for (Types.NestedField field : rows.columns()) {
      if (table.findField(field.fieldId()) == null) {
        fields.add(field);
      }
    }
    return fields.size() == table.columns().size() ? table : new Schema(fields);
  }

  private static boolean fits(PartitionField field, PartitionSpec spec, Schema rows) {
    return fits(field.sourceId(), field.transform(), spec.schema(), rows);
  }

  private static boolean fits(SortField field, SortOrder order, Schema rows) {
    return fits(field.sourceId(), field.transform(), order.schema(), rows);
  }

  private static boolean fits(int id, Transform<?, ?> transform, Schema table, Schema rows) {
    Type written = rows.findType(id);
    return written == null
        || (written.isPrimitiveType()
            && transform.canTransform(written)
            && sameValues(written, table.findType(id)));
  }

  /** Whether values of the narrower type are the same in the wider one. */
  private static boolean sameValues(Type rows, Type table) {
    return rows.equals(table)
        || (rows.typeId() == Type.TypeID.INTEGER && table.typeId() == Type.TypeID.LONG)
        || (rows.typeId() == Type.TypeID.FLOAT && table.typeId() == Type.TypeID.DOUBLE)
        || (rows instanceof Types.DecimalType narrow
            && table instanceof Types.DecimalType wide
            && narrow.scale() == wide.scale()
            && narrow.precision() <= wide.precision());
  }
}
