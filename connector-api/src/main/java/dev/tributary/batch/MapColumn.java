// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps as two dense columns of keys and values behind offsets. To append a present map, append its
 * keys and values, each key once and none null, and then call {@link #endMap()}.
 */
public final class MapColumn extends Column {

  private final Column keys;
  private final Column values;
  private int[] offsets = new int[FIRST_CAPACITY + 1];

  MapColumn(Type.MapOf type) {
    super(type);
    this.keys = Column.of(type.key());
    this.values = Column.of(type.value());
  }

  private MapColumn(Type type, MapColumn other, Column keys, Column values) {
    super(type, other);
    this.keys = keys;
    this.values = values;
    this.offsets = other.offsets;
  }

  public Column keys() {
    return keys;
  }

  public Column values() {
    return values;
  }

  /** Where each map begins among the pairs, and after the last one where it ends; read only. */
  public int[] offsets() {
    return offsets;
  }

  public int start(int slot) {
    return offsets[slot];
  }

  public int length(int slot) {
    return offsets[slot + 1] - offsets[slot];
  }

  /** Ends one present map with the pairs appended since the last one ended. */
  public void endMap() {
    if (keys.size() != values.size()) {
      throw new IllegalStateException(
          "A map has " + keys.size() + " keys but " + values.size() + " values");
    }
    appendEmptySlot();
    grow();
  }

  @Override
  public void reset() {
    super.reset();
    keys.reset();
    values.reset();
  }

  @Override
  Column renamed(Type renamed) {
    return type() instanceof Type.MapOf from
            && renamed instanceof Type.MapOf to
            && from.valueRequired() == to.valueRequired()
        ? new MapColumn(to, this, keys.as(to.key()), values.as(to.value()))
        : super.renamed(renamed);
  }

  @Override
  public long bytes() {
    return keys.bytes() + values.bytes() + 4L * size();
  }

  @Override
  void appendEmptySlot() {
    if (size() + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, capacity(offsets.length, size() + 2));
    }
    offsets[size() + 1] = keys.size();
  }

  @Override
  void truncateChildren(int newSize) {
    keys.truncate(offsets[newSize]);
    values.truncate(offsets[newSize]);
  }

  @Override
  void appendPresent(Column source, int slot) {
    MapColumn other = (MapColumn) source;
    for (int i = other.offsets[slot]; i < other.offsets[slot + 1]; i++) {
      keys.appendFrom(other.keys, i);
      values.appendFrom(other.values, i);
    }
    endMap();
  }

  @Override
  void appendBoxed(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw misfit(value);
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      keys.append(entry.getKey());
      values.append(entry.getValue());
    }
    endMap();
  }

  @Override
  Object boxed(int slot) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = offsets[slot]; i < offsets[slot + 1]; i++) {
      map.put(keys.value(i), values.value(i));
    }
    return map;
  }
}
