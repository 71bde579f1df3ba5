// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place in the documents, such as {@code items.price}, and what this batch has there. It has no
 * type until a value comes, keeps it from batch to batch, and changes it only where the batch has
 * no value yet; a long becomes a double, and a decimal longer, while nothing is lost.
 */
final class Node {

  final String name;
  final RawName raw;
  final String path;
  final boolean json;

  /** The object, by number, that had this field last: two in one object are told by it. */
  long seen;

  /** The field that came behind this one when it was looked for last. */
  @Nullable Node next;

  private final Tree tree;
  private Kind kind = Kind.NONE;
  private @Nullable Column leaf;
  private @Nullable Members members;
  private @Nullable Elements elements;
  private long born;

  Node(Tree tree, String name, String path, boolean json) {
    this.tree = tree;
    this.name = name;
    this.raw = new RawName(name);
    this.path = path;
    this.json = json;
  }

  /** The column for a value of this kind in {@code slot}, filled with nulls to before it. */
  Column leaf(Kind wanted, int slot) {
    if (kind != wanted) {
      turn(wanted);
      leaf = Column.of(wanted.type());
    }
    return filled(slot);
  }

  Members members(int slot) {
    if (kind != Kind.OBJECT) {
      turn(Kind.OBJECT);
      members = members == null ? new Members(tree, path) : members;
      members.reset();
    }
    Members present = Objects.requireNonNull(members);
    present.fill(slot);
    return present;
  }

  Elements elements(int slot) {
    if (kind != Kind.ARRAY) {
      turn(Kind.ARRAY);
      elements = elements == null ? new Elements(new Node(tree, "", path, false)) : elements;
      elements.reset();
    }
    Elements present = Objects.requireNonNull(elements);
    present.fill(slot);
    return present;
  }

  void appendLong(long value, int slot) {
    if (kind == Kind.DOUBLE && Scalar.isExact(value)) {
      ((DoubleColumn) filled(slot)).append((double) value);
    } else {
      ((LongColumn) leaf(Kind.LONG, slot)).append(value);
    }
  }

  void appendDouble(double value, int slot) {
    if (kind == Kind.LONG && hasValues()) {
      leaf = doubles((LongColumn) filled(slot));
      kind = Kind.DOUBLE;
    }
    ((DoubleColumn) leaf(Kind.DOUBLE, slot)).append(value);
  }

  void appendDecimal(Scalar value, int slot) {
    int digits = value.digits();
    if (kind != Kind.DECIMAL) {
      turn(Kind.DECIMAL);
      leaf = Column.of(Type.decimal(digits, 0));
    } else if (((Type.Decimal) filled(slot).type()).precision() < digits) {
      leaf = wider((WideColumn) filled(slot), digits);
    }
    ((WideColumn) filled(slot))
        .append(value.big().shiftRight(64).longValue(), value.big().longValue());
  }

  /** The column of {@code slots} values; null where nothing has a type. */
  @Nullable Column seal(int slots) {
    return switch (kind) {
      case NONE -> null;
      case OBJECT -> Objects.requireNonNull(members).seal(slots);
      case ARRAY -> Objects.requireNonNull(elements).seal(slots);
      default -> filled(slots);
    };
  }

  void reset() {
    switch (kind) {
      case NONE -> {}
      case OBJECT -> Objects.requireNonNull(members).reset();
      case ARRAY -> Objects.requireNonNull(elements).reset();
      default -> filled(0).reset();
    }
  }

  /** Forgets the slots from {@code size} on, and the type when only they gave it. */
  void truncate(int size) {
    switch (kind) {
      case NONE -> {}
      case OBJECT -> Objects.requireNonNull(members).truncate(size);
      case ARRAY -> Objects.requireNonNull(elements).truncate(size);
      default -> filled(0).truncate(size);
    }
    if (born == tree.row() && !hasValues()) {
      kind = Kind.NONE;
    }
  }

  /** About how many bytes the values take when {@code slots} are filled. */
  long bytes(int slots) {
    return switch (kind) {
      case NONE -> 0;
      case OBJECT -> Objects.requireNonNull(members).bytes();
      case ARRAY -> Objects.requireNonNull(elements).bytes();
      default -> filled(0).bytes() + (long) Long.BYTES * (slots - filled(0).size());
    };
  }

  @Nullable Members members() {
    return kind == Kind.OBJECT ? members : null;
  }

  @Nullable Elements elements() {
    return kind == Kind.ARRAY ? elements : null;
  }

  private void turn(Kind wanted) {
    if (hasValues()) {
      throw new Clash();
    }
    kind = wanted;
    born = tree.row();
  }

  private boolean hasValues() {
    Column slots =
        switch (kind) {
          case NONE -> null;
          case OBJECT -> Objects.requireNonNull(members).slots();
          case ARRAY -> Objects.requireNonNull(elements).slots();
          default -> leaf;
        };
    return slots != null && slots.size() > slots.nullCount();
  }

  private Column filled(int slot) {
    Column column = Objects.requireNonNull(leaf);
    column.appendNullsUntil(slot);
    return column;
  }

  private static Column doubles(LongColumn longs) {
    DoubleColumn doubles = (DoubleColumn) Column.of(Type.DOUBLE);
    for (int i = 0; i < longs.size(); i++) {
      if (longs.isNull(i)) {
        doubles.appendNull();
      } else if (Scalar.isExact(longs.get(i))) {
        doubles.append((double) longs.get(i));
      } else {
        throw new Clash();
      }
    }
    return doubles;
  }

  private static Column wider(WideColumn numbers, int digits) {
    WideColumn wider = (WideColumn) Column.of(Type.decimal(digits, 0));
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.isNull(i)) {
        wider.appendNull();
      } else {
        wider.append(numbers.high(i), numbers.low(i));
      }
    }
    return wider;
  }
}
