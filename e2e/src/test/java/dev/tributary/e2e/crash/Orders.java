// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.tck.memory.MemoryStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Orders that follow from their numbers, with lists that become child tables. */
final class Orders {

  /** From here on the amount is no number any more, and there is a new column. */
  static final int FIRST_LATE = 7;

  static final Schema EARLY = schema(Type.INT);
  static final Schema LATE = schema(Type.STRING).with(Field.optional("city", Type.STRING));

  private Orders() {}

  /** Every order but each third has items; only each fourth is paid. */
  static Set<String> some(int id) {
    Set<String> children = new TreeSet<>();
    if (id % 3 != 0) {
      children.add("items");
    }
    if (id % 4 == 0) {
      children.add("payments");
    }
    return children;
  }

  static void add(MemoryStream stream, int id, Set<String> children) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", (long) id);
    order.put("amount", id * 10);
    order.put("note", "note " + id);
    put(order, id, children);
    stream.add(order);
  }

  /** The same order with another note, and without items or payments. */
  static void addChanged(MemoryStream stream, int id) {
    stream.add(Map.of("id", (long) id, "amount", id * 10, "note", "changed"));
  }

  /** As {@link #add}, of the late schema. */
  static void addLate(MemoryStream stream, int id, Set<String> children) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", (long) id);
    order.put("amount", "about " + id);
    order.put("note", "note " + id);
    order.put("city", "city " + id);
    put(order, id, children);
    stream.add(order);
  }

  private static void put(Map<String, Object> order, int id, Set<String> children) {
    if (children.contains("items")) {
      order.put("items", List.of(Map.of("sku", "a" + id)));
    }
    if (children.contains("payments")) {
      order.put("payments", List.of((long) id));
    }
  }

  private static Schema schema(Type amount) {
    return Schema.of(
        Field.required("id", Type.LONG),
        Field.optional("amount", amount),
        Field.optional("note", Type.STRING),
        Field.optional("items", Type.list(Type.struct(Field.optional("sku", Type.STRING)))),
        Field.optional("payments", Type.list(Type.LONG)));
  }
}
