// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whole numbers that no double holds, where they meet doubles. {@link TypeJoin} says by types alone
 * that a double holds a long; where rows have one that it does not, the longs count as decimals,
 * which meet doubles in text. Whether there is such a number does not depend on the order of rows,
 * so neither does the result. Owned by one thread.
 */
public final class Inexact {

  private static final Type DECIMAL = Type.decimal(19, 0);

  private final Schema from;
  private final Set<FieldPath> suspects = new HashSet<>();
  private final Set<FieldPath> found = new HashSet<>();

  /**
   * @param ways what rows of {@code from} become, one after the other; a field is found by its name
   */
  public Inexact(Schema from, Schema... ways) {
    this.from = from;
    for (Schema to : ways) {
      suspect(to);
    }
  }

  private void suspect(Schema to) {
    for (Field field : from.fields()) {
      to.field(field.name())
          .ifPresent(target -> suspect(FieldPath.of(field.name()), field.type(), target.type()));
    }
  }

  /** Whether rows must be looked at, with {@link #look}. */
  public boolean isPossible() {
    return !suspects.isEmpty();
  }

  /** Looks for such numbers in rows of the schema. */
  public void look(Batch batch) {
    for (int i = 0; i < from.size(); i++) {
      look(FieldPath.of(from.fields().get(i).name()), batch.column(i));
    }
  }

  /** The schema, with decimals where such numbers were found. */
  public Schema schema() {
    return Retyped.schema(
        from, found.stream().collect(Collectors.toMap(path -> path, path -> DECIMAL)));
  }

  private void suspect(FieldPath path, Type type, Type target) {
    if (type.equals(Type.LONG) && target.equals(Type.DOUBLE)) {
      suspects.add(path);
    } else if (type instanceof Type.Struct struct && target instanceof Type.Struct other) {
      Schema targets = Schema.of(other.fields());
      for (Field field : struct.fields()) {
        targets
            .field(field.name())
            .ifPresent(to -> suspect(path.child(field.name()), field.type(), to.type()));
      }
    } else if (type instanceof Type.ListOf list && target instanceof Type.ListOf other) {
      suspect(path.child(FieldPath.ELEMENT), list.element(), other.element());
    } else if (type instanceof Type.MapOf map && target instanceof Type.MapOf other) {
      suspect(path.child(FieldPath.VALUE), map.value(), other.value());
    }
  }

  private void look(FieldPath path, Column column) {
    if (column instanceof LongColumn longs && suspects.contains(path)) {
      if (hasInexact(longs)) {
        found.add(path);
      }
    } else if (column instanceof StructColumn struct) {
      List<Field> fields = ((Type.Struct) struct.type()).fields();
      for (int i = 0; i < fields.size(); i++) {
        look(path.child(fields.get(i).name()), struct.child(i));
      }
    } else if (column instanceof ListColumn list) {
      look(path.child(FieldPath.ELEMENT), list.elements());
    } else if (column instanceof MapColumn map) {
      look(path.child(FieldPath.VALUE), map.values());
    }
  }

  private static boolean hasInexact(LongColumn longs) {
    for (int slot = 0; slot < longs.size(); slot++) {
      if (!longs.isNull(slot) && !Conversions.isExactDouble(longs.get(slot))) {
        return true;
      }
    }
    return false;
  }
}
