// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import org.jspecify.annotations.Nullable;

/** How one field comes to be what was declared. Owned by one thread. */
final class Part {

  static final int NOWHERE = -1;

  private final FieldPath path;
  private final int source;
  private final Field target;
  private final Typed typed;
  private final @Nullable Column fallback;
  private final boolean checked;
  private final Column scratch;
  private int besideIndex = NOWHERE;
  private @Nullable Conversion beside;

  /**
   * @param source the field's place in what arrives, or {@link #NOWHERE}
   * @param fallback holds the default in its first slot
   * @param checked whether a row without a value is refused
   */
  Part(
      FieldPath path,
      int source,
      Field target,
      Typed typed,
      @Nullable Column fallback,
      boolean checked) {
    this.path = path;
    this.source = source;
    this.target = target;
    this.typed = typed;
    this.fallback = fallback;
    this.checked = checked;
    this.scratch = Column.of(typed.type());
  }

  FieldPath path() {
    return path;
  }

  int source() {
    return source;
  }

  Field target() {
    return target;
  }

  int besideIndex() {
    return besideIndex;
  }

  /** What does not fit goes to the field at {@code index}. */
  void spill(int index, Conversion conversion) {
    besideIndex = index;
    beside = conversion;
  }

  /** Whether the column as it is will do. */
  boolean isDone(Column column) {
    return typed.same() && (column.nullCount() == 0 || (fallback == null && !checked));
  }

  /** Whether any column as it is would do. */
  boolean isSame() {
    return typed.same() && fallback == null && !checked;
  }

  void append(
      @Nullable Column from, int slot, Column to, @Nullable Column besides, Trouble trouble) {
    if (from == null || from.isNull(slot)) {
      absent(to, trouble);
      return;
    }
    try {
      present(from, slot, to);
    } catch (Misfit e) {
      to.appendNull();
      if (beside == null || besides == null || checked) {
        trouble.misfit(this, checked, e);
      } else {
        beside.present(from, slot, besides);
      }
    }
  }

  /** A list or map that turns out not to fit must not leave its first elements behind. */
  private void present(Column from, int slot, Column to) {
    if (to instanceof ListColumn || to instanceof MapColumn) {
      scratch.reset();
      typed.conversion().present(from, slot, scratch);
      to.appendFrom(scratch, 0);
    } else {
      typed.conversion().present(from, slot, to);
    }
  }

  private void absent(Column to, Trouble trouble) {
    if (fallback != null) {
      to.appendFrom(fallback, 0);
      return;
    }
    to.appendNull();
    if (checked) {
      trouble.missing(this);
    }
  }

  /** What is done about values that are not as declared. */
  interface Trouble {

    /** Null was put in the place of a value; {@code refused} where the column requires one. */
    void misfit(Part part, boolean refused, Misfit misfit);

    void missing(Part part);
  }
}
