// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a new schema can take the place of an old one. Pure, thread-safe.
 *
 * <p>It can when it takes every row that the old one took, and whoever reads the table finds every
 * column that was there, with values of the same kind. So a field may come if it is optional, a
 * number may get more digits, a time a finer unit, and what was required may be absent, as the
 * tables of an evolving contract do by themselves. Nothing may go, narrow, or change its kind.
 */
public final class Compatibility {

  private final List<Difference> differences = new ArrayList<>();

  private Compatibility() {}

  /** All that differs, by path from the old schema on; empty when nothing does but the order. */
  public static List<Difference> between(Schema before, Schema after) {
    Compatibility compatibility = new Compatibility();
    compatibility.fields(Place.ROOT, before.fields(), after.fields());
    return List.copyOf(compatibility.differences);
  }

  /** Whether nothing that differs breaks anything. */
  public static boolean isKept(List<Difference> differences) {
    return differences.stream().noneMatch(Difference::breaks);
  }

  private void fields(Place place, List<Field> before, List<Field> after) {
    for (Field old : before) {
      FieldPath path = place.child(old.name()).incomingPath();
      Optional<Field> found = find(old.name(), after);
      if (found.isEmpty()) {
        gone(path, old, before, after);
        continue;
      }
      Field now = found.get();
      types(path, new Part(old.type(), old.required()), new Part(now.type(), now.required()));
    }
    for (Field now : after) {
      if (find(now.name(), before).isEmpty()) {
        come(place.child(now.name()).incomingPath(), now);
      }
    }
  }

  private void gone(FieldPath path, Field old, List<Field> before, List<Field> after) {
    List<String> alike =
        after.stream()
            .filter(
                field -> field.type().equals(old.type()) && find(field.name(), before).isEmpty())
            .map(Field::name)
            .toList();
    String guess = alike.size() == 1 ? "; was it renamed to '" + alike.get(0) + "'?" : "";
    differences.add(
        new Difference(
            path,
            new Part(old.type(), old.required()).toString(),
            "",
            true,
            "Readers of the column find no new values" + guess));
  }

  private void come(FieldPath path, Field now) {
    differences.add(
        new Difference(
            path,
            "",
            new Part(now.type(), now.required()).toString(),
            now.required(),
            now.required() ? "Rows without it are refused" : "Rows without it are taken"));
  }

  private void types(FieldPath path, Part before, Part after) {
    if (before.type instanceof Type.Struct old && after.type instanceof Type.Struct now) {
      required(path, before, after);
      fields(Place.at(path.names()), old.fields(), now.fields());
    } else if (before.type instanceof Type.ListOf old && after.type instanceof Type.ListOf now) {
      required(path, before, after);
      types(
          path.child(FieldPath.ELEMENT),
          new Part(old.element(), old.elementRequired()),
          new Part(now.element(), now.elementRequired()));
    } else if (before.type instanceof Type.MapOf old
        && after.type instanceof Type.MapOf now
        && old.key().equals(now.key())) {
      required(path, before, after);
      types(
          path.child(FieldPath.VALUE),
          new Part(old.value(), old.valueRequired()),
          new Part(now.value(), now.valueRequired()));
    } else if (before.type.equals(after.type)) {
      required(path, before, after);
    } else {
      changed(path, before, after);
    }
  }

  private void required(FieldPath path, Part before, Part after) {
    if (before.required != after.required) {
      differences.add(
          new Difference(
              path,
              before.toString(),
              after.toString(),
              after.required,
              after.required ? "Rows without a value are refused" : "Readers may meet nulls"));
    }
  }

  private void changed(FieldPath path, Part before, Part after) {
    Type join = TypeJoin.join(before.type, after.type);
    boolean wider = join.equals(after.type);
    boolean tightened = after.required && !before.required;
    boolean breaks = !wider || tightened || !keepsKind(before.type, after.type);
    String why;
    if (!wider) {
      why =
          join.equals(before.type)
              ? "Values that fitted do not fit any more"
              : "Values of one type are none of the other";
    } else if (tightened) {
      why = "Rows without a value are refused";
    } else {
      why = breaks ? "Readers of the column meet values of another kind" : "Every value still fits";
    }
    differences.add(new Difference(path, before.toString(), after.toString(), breaks, why));
  }

  /** Whether a wider type is read and calculated with as the narrower one. */
  private static boolean keepsKind(Type before, Type after) {
    return switch (after.kind()) {
      case LONG -> before.equals(Type.INT);
      case DOUBLE -> before.equals(Type.FLOAT) || before.equals(Type.INT);
      case DECIMAL -> TypeJoin.isNumber(before);
      case TIME, TIMESTAMP -> before.kind() == after.kind();
      case BOOLEAN, INT, FLOAT, DATE, STRING, BINARY, UUID, JSON, STRUCT, LIST, MAP -> false;
    };
  }

  private static Optional<Field> find(String name, List<Field> fields) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** A field, an element or a value of a map. */
  private record Part(Type type, boolean required) {
    @Override
    public String toString() {
      return TypeText.of(type) + (required ? "!" : "");
    }
  }
}
