// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The slots that each row has in the column at a path. Since children are dense behind offsets,
 * those of one row are a range at every depth. Owned by one thread.
 */
final class Reach {

  private final int[] starts;
  private @Nullable StructColumn struct;
  private @Nullable Column column;

  /** The path may end in a field that the batch does not have. */
  Reach(Batch batch, FieldPath path) {
    starts = new int[batch.rows() + 1];
    Arrays.setAll(starts, row -> row);
    int root = batch.schema().indexOf(path.names().get(0));
    column = root < 0 ? null : batch.column(root);
    path.names().stream().skip(1).forEach(this::descend);
  }

  /** Whether the row has a value here. */
  boolean isPresent(int row) {
    Column values = column;
    return values != null && any(row, slot -> !values.isNull(slot));
  }

  /** Whether the row has a null, or nothing, where there is a struct or list that holds it. */
  boolean isMissing(int row) {
    StructColumn holder = struct;
    Column values = column;
    return any(
        row,
        slot ->
            (holder == null || !holder.isNull(slot)) && (values == null || values.isNull(slot)));
  }

  private boolean any(int row, IntPredicate slots) {
    for (int slot = starts[row]; slot < starts[row + 1]; slot++) {
      if (slots.test(slot)) {
        return true;
      }
    }
    return false;
  }

  private void descend(String name) {
    struct = null;
    if (column instanceof ListColumn list) {
      through(list.offsets());
      column = list.elements();
    } else if (column instanceof MapColumn map) {
      through(map.offsets());
      column = map.values();
    } else if (column instanceof StructColumn parent) {
      struct = parent;
      column = child(parent, name);
    } else {
      throw new IllegalStateException("No field '" + name + "' below " + column);
    }
  }

  private void through(int[] offsets) {
    Arrays.setAll(starts, row -> offsets[starts[row]]);
  }

  private static @Nullable Column child(StructColumn parent, String name) {
    List<Field> fields = ((Type.Struct) parent.type()).fields();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return parent.child(i);
      }
    }
    return null;
  }
}
