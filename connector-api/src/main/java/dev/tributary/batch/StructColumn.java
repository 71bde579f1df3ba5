// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Structs as one child column per field, each as long as this one. To append a present struct,
 * append to every child and then call {@link #endStruct()}; children left behind are filled with
 * null.
 */
public final class StructColumn extends Column {

  private final List<Column> children;

  StructColumn(Type.Struct type) {
    super(type);
    List<Column> columns = new ArrayList<>();
    for (Field field : type.fields()) {
      columns.add(Column.of(field.type()));
    }
    this.children = List.copyOf(columns);
  }

  private StructColumn(Type type, StructColumn other, List<Column> children) {
    super(type, other);
    this.children = children;
  }

  private StructColumn(List<Field> fields, List<Column> children) {
    super(new Type.Struct(fields));
    this.children = List.copyOf(children);
  }

  /**
   * Structs over children that were filled by themselves, for sources that learn of fields while
   * they read. Shares the arrays, so it is for reading, until {@code slots} or a child changes.
   *
   * @param slots a column of any type that is null where the structs are
   * @param children as long as {@code slots}, null where it is
   * @throws IllegalArgumentException when a child has another type or length than it should
   */
  public static StructColumn over(Column slots, List<Field> fields, List<Column> children) {
    if (fields.size() != children.size()) {
      throw new IllegalArgumentException(
          children.size() + " children for " + fields.size() + " fields");
    }
    for (int i = 0; i < children.size(); i++) {
      Column child = children.get(i);
      if (!child.type().equals(fields.get(i).type()) || child.size() != slots.size()) {
        throw new IllegalArgumentException(
            fields.get(i) + " has " + child.size() + " values of " + child.type());
      }
    }
    StructColumn column = new StructColumn(fields, children);
    column.shareSlots(slots);
    return column;
  }

  public List<Column> children() {
    return children;
  }

  public Column child(int index) {
    return children.get(index);
  }

  /** Ends one present struct; a child that got no value for it gets null. */
  public void endStruct() {
    grow();
    for (Column child : children) {
      child.appendNullsUntil(size());
    }
  }

  @Override
  public void reset() {
    super.reset();
    children.forEach(Column::reset);
  }

  @Override
  Column renamed(Type renamed) {
    List<Field> from = ((Type.Struct) type()).fields();
    if (!(renamed instanceof Type.Struct to) || to.fields().size() != from.size()) {
      return super.renamed(renamed);
    }
    List<Column> views = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      Field field = to.fields().get(i);
      if (field.required() != from.get(i).required()) {
        return super.renamed(renamed);
      }
      views.add(children.get(i).as(field.type()));
    }
    return new StructColumn(to, this, List.copyOf(views));
  }

  @Override
  public long bytes() {
    return children.stream().mapToLong(Column::bytes).sum();
  }

  @Override
  void appendEmptySlot() {
    for (Column child : children) {
      child.appendNullsUntil(size() + 1);
    }
  }

  @Override
  void truncateChildren(int newSize) {
    children.forEach(child -> child.truncate(newSize));
  }

  @Override
  void appendPresent(Column source, int slot) {
    StructColumn other = (StructColumn) source;
    for (int i = 0; i < children.size(); i++) {
      children.get(i).appendFrom(other.children.get(i), slot);
    }
    grow();
  }

  @Override
  void appendBoxed(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw misfit(value);
    }
    List<Field> fields = ((Type.Struct) type()).fields();
    for (int i = 0; i < fields.size(); i++) {
      children.get(i).append(map.get(fields.get(i).name()));
    }
    grow();
  }

  @Override
  Object boxed(int slot) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Field> fields = ((Type.Struct) type()).fields();
    for (int i = 0; i < fields.size(); i++) {
      map.put(fields.get(i).name(), children.get(i).value(slot));
    }
    return map;
  }
}
