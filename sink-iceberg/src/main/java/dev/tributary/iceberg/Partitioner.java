// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * Says of each row in which partition it belongs, column by column. The partitions of a task are
 * numbered from 0 as they come. Owned by one thread.
 */
final class Partitioner {

  private final PartitionSpec spec;
  private final List<Level> levels = new ArrayList<>();
  private int[] partitions = new int[0];
  private int[] numbers = new int[0];

  /** One field of the spec; together with the levels above it makes partitions. */
  private record Level(int field, FieldAccess source, PartitionValues values, LongIndex index) {}

  /**
   * For rows whose columns have the ids of a table.
   *
   * @param spec a field whose column the rows do not have is null in all of them
   * @param bound the rows' schema with ids
   */
  Partitioner(PartitionSpec spec, org.apache.iceberg.Schema bound, Schema rows) {
    this.spec = spec;
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      Optional<FieldAccess> source = FieldAccess.find(field.sourceId(), bound, rows);
      if (source.isPresent() && !field.transform().isVoid()) {
        Type type = spec.schema().findType(field.sourceId());
        Type result = spec.partitionType().fields().get(i).type();
        PartitionValues values =
            PartitionValues.of(field.transform(), source.get().type(), type, result);
        levels.add(new Level(i, source.get(), values, new LongIndex()));
      }
    }
  }

  /** The partition of each row; read only, longer than needed, valid until the next call. */
  int[] assign(Batch batch) {
    int rows = batch.rows();
    if (partitions.length < rows) {
      partitions = new int[rows];
      numbers = new int[rows];
    }
    Arrays.fill(partitions, 0, rows, 0);
    for (Level level : levels) {
      level.values().number(level.source().of(batch), rows, numbers);
      LongIndex index = level.index();
      for (int row = 0; row < rows; row++) {
        partitions[row] = index.place((long) partitions[row] << 32 | numbers[row]);
      }
    }
    return partitions;
  }

  /** How many partitions there were so far, at least one. */
  int size() {
    return levels.isEmpty() ? 1 : Math.max(1, levels.get(levels.size() - 1).index().size());
  }

  /** The values that name a partition. */
  PartitionData key(int partition) {
    PartitionData key = new PartitionData(spec.partitionType());
    int at = partition;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      long pair = level.index().value(at);
      @Nullable Object value = level.values().value((int) pair);
      key.set(level.field(), value);
      at = (int) (pair >>> 32);
    }
    return key;
  }
}
