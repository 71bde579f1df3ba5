// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields that objects at one place have. They mostly come in the same order, so the one that
 * came behind the last one before is tried first, and some behind it; by identity, as the parser
 * interns names, or by the bytes. An object that lacks a field does nothing about it: nulls are
 * filled in when the field comes again, or at the batch's end.
 */
final class Members {

  private static final int NEAR = 4;

  private final Tree tree;
  private final String path;
  private final StructColumn slots = (StructColumn) Column.of(Type.struct());
  private final Map<String, Node> byName = new HashMap<>();
  private Node[] nodes = new Node[8];
  private int count;
  private final Node start;
  private Node last;
  private long object;
  private List<Field> fields = List.of();

  Members(Tree tree, String path) {
    this.tree = tree;
    this.path = path;
    this.start = new Node(tree, "", path, false);
    this.last = start;
  }

  /** Begins an object; returns its slot. */
  int begin() {
    last = start;
    object = tree.nextObject();
    return slots.size();
  }

  /** The number of the object begun last; taken before objects inside it begin. */
  long object() {
    return object;
  }

  void end() {
    slots.endStruct();
  }

  /** The field of this name, which is made when it is new. */
  @SuppressWarnings("ReferenceEquality") // names are interned, and a miss is looked up
  Node field(String name) {
    Node near = last.next;
    for (int i = 0; i < NEAR && near != null; i++) {
      if (near.name == name) {
        last = near;
        return near;
      }
      near = near.next;
    }
    Node known = byName.get(name);
    return behindLast(known == null ? add(name) : known);
  }

  /** The field whose raw name stands there, if it is one of the next. */
  @Nullable Node plain(byte[] bytes, int from) {
    Node near = last.next;
    for (int i = 0; i < NEAR && near != null; i++) {
      if (near.raw.isAt(bytes, from)) {
        last = near;
        return near;
      }
      near = near.next;
    }
    return null;
  }

  /** The field of the raw name between these places, if there was one. */
  @Nullable Node known(byte[] bytes, int from, int to) {
    Node known = byName.get(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    return known != null && known.raw.isAt(bytes, from) ? behindLast(known) : null;
  }

  private Node behindLast(Node node) {
    last.next = node;
    last = node;
    return node;
  }

  int size() {
    return count;
  }

  String path() {
    return path;
  }

  Column slots() {
    return slots;
  }

  void fill(int size) {
    slots.appendNullsUntil(size);
  }

  @Nullable Column seal(int size) {
    List<Column> columns = new ArrayList<>(count);
    List<Field> sealed = seal(size, columns);
    return sealed.isEmpty() ? null : StructColumn.over(slots, sealed, columns);
  }

  /** Adds the columns of {@code size} values to the list and returns their fields. */
  List<Field> seal(int size, List<Column> columns) {
    fill(size);
    List<Field> sealed = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Column column = nodes[i].seal(size);
      if (column != null) {
        columns.add(column);
        sealed.add(field(sealed.size(), nodes[i].name, column.type()));
      }
    }
    if (!sealed.equals(fields)) {
      fields = List.copyOf(sealed);
    }
    return fields;
  }

  void reset() {
    slots.reset();
    for (int i = 0; i < count; i++) {
      nodes[i].reset();
    }
  }

  void truncate(int size) {
    slots.truncate(size);
    for (int i = 0; i < count; i++) {
      nodes[i].truncate(size);
    }
  }

  long bytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += nodes[i].bytes(slots.size());
    }
    return bytes;
  }

  List<Node> nodes() {
    return Arrays.asList(nodes).subList(0, count);
  }

  private Node add(String name) {
    if (byName.containsKey(Names.rival(name))) {
      throw Names.collision();
    }
    tree.countField();
    String shown = Names.shown(name);
    String at = path.isEmpty() ? shown : path + "." + shown;
    Node node = new Node(tree, name, at, tree.isJson(at));
    if (count == nodes.length) {
      nodes = Arrays.copyOf(nodes, count * 2);
    }
    nodes[count++] = node;
    byName.put(name, node);
    return node;
  }

  private Field field(int index, String name, Type type) {
    Field known = index < fields.size() ? fields.get(index) : null;
    String shown = Names.shown(name);
    return known != null && known.name().equals(shown) && known.type().equals(type)
        ? known
        : Field.optional(shown, type);
  }
}
