// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * The types of a table's key, for keys that come from another table: one of two columns may have
 * been widened before the other is. Immutable.
 */
record KeyTypes(List<Type> types) {

  static KeyTypes of(MergeRules rules) {
    return new KeyTypes(
        rules.columns().columns().subList(0, rules.keys()).stream()
            .map(field -> field.type())
            .toList());
  }

  /** The key as this table has it; null when it cannot have it. */
  @Nullable Comparable<?> own(Comparable<?> key) {
    if (!(key instanceof MergeKey several)) {
      return own(key, types.get(0));
    }
    List<Comparable<Object>> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Comparable<Object> value = own(several.values().get(i), types.get(i));
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return new MergeKey(values);
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Comparable<Object> own(Comparable<?> value, Type type) {
    Comparable<?> own =
        switch (type.typeId()) {
          case LONG -> value instanceof Integer narrow ? Long.valueOf(narrow) : value;
          case INTEGER -> value instanceof Long wide ? narrow(wide) : value;
          case DOUBLE -> value instanceof Float narrow ? Double.valueOf(narrow) : value;
          case FLOAT -> value instanceof Double wide ? narrow(wide) : value;
          default -> value;
        };
    return (Comparable<Object>) own;
  }

  private static @Nullable Integer narrow(long wide) {
    return wide == (int) wide ? Integer.valueOf((int) wide) : null;
  }

  private static @Nullable Float narrow(double wide) {
    return Double.compare(wide, (float) wide) == 0 ? Float.valueOf((float) wide) : null;
  }
}
