// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ties by ids: a hash of the task's seed and of the table, and the row's number in the task. So
 * equal rows have unlike ids, a task done anew makes the same ones, and neighbours differ in their
 * last bytes only, which files store well. Owned by one thread at a time.
 */
final class RowIds implements Ties {

  private static final int COUNTER_BITS = 40;

  private final ChildKeys names;
  private final String seed;
  private final Map<String, Counter> counters = new HashMap<>();

  RowIds(ChildKeys names, String seed) {
    this.names = names;
    this.seed = seed;
  }

  @Override
  public List<Field> fields(List<String> lists, boolean hasChildren) {
    List<Field> fields = new ArrayList<>();
    if (hasChildren || lists.isEmpty()) {
      fields.add(Field.optional(names.rowId(), Type.UUID));
    }
    if (!lists.isEmpty()) {
      fields.add(Field.optional(names.rootId(), Type.UUID));
      fields.add(Field.optional(names.parentId(), Type.UUID));
      fields.add(Field.optional(names.listIndex(), Type.INT));
    }
    return fields;
  }

  @Override
  public void fill(Unnested rows) {
    TableShape layout = rows.layout();
    layout.tie(names.rowId()).ifPresent(ids -> number(layout.suffix(), rows.size(), ids));
    Unnested above = rows.above();
    if (above != null) {
      Ties.gather(id(rows.root()), rows.roots(), tie(rows, names.rootId()));
      Ties.gather(id(above), rows.parents(), tie(rows, names.parentId()));
      IndexPath.places(rows.parents(), (IntColumn) tie(rows, names.listIndex()));
    }
  }

  private Column id(Unnested rows) {
    return tie(rows, names.rowId());
  }

  private static Column tie(Unnested rows, String name) {
    return rows.layout().tie(name).orElseThrow();
  }

  private void number(String suffix, int rows, Column to) {
    Counter counter = counters.computeIfAbsent(suffix, name -> new Counter(seed + '\0' + name));
    to.reset();
    for (int i = 0; i < rows; i++) {
      ((WideColumn) to).append(counter.high, counter.low + counter.next++);
    }
  }

  /** 88 bits that no other table or task has, then the number of the row. */
  private static final class Counter {
    private final long high;
    private final long low;
    private long next;

    private Counter(String source) {
      ByteBuffer bytes = ByteBuffer.wrap(Names.digest(source));
      this.high = bytes.getLong();
      this.low = bytes.getLong() << COUNTER_BITS;
    }
  }
}
