// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds the conversion of one type into another, with fields moved as an evolution planned. */
final class Mapping {

  private final Map<FieldPath, String> beside;

  Mapping(Map<FieldPath, String> beside) {
    this.beside = beside;
  }

  /** The name of the field that takes the values of the one at {@code path}. */
  String target(FieldPath path) {
    return beside.getOrDefault(path, path.last());
  }

  /**
   * @throws IllegalArgumentException when values of {@code from} have no place in {@code to}
   */
  Conversion conversion(FieldPath path, Type from, Type to) {
    if (!from.equals(to)) {
      if (from instanceof Type.Struct source && to instanceof Type.Struct target) {
        return struct(path, source, target);
      }
      if (from instanceof Type.ListOf source && to instanceof Type.ListOf target) {
        return list(conversion(path.child(FieldPath.ELEMENT), source.element(), target.element()));
      }
      if (from instanceof Type.MapOf source && to instanceof Type.MapOf target) {
        return map(
            conversion(path.child(FieldPath.KEY), source.key(), target.key()),
            conversion(path.child(FieldPath.VALUE), source.value(), target.value()));
      }
    }
    return checked(
        path,
        Conversions.scalar(from, to)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Field '" + path + "' of type " + from + " does not become " + to)));
  }

  private Conversion struct(FieldPath path, Type.Struct from, Type.Struct to) {
    List<String> names = to.fields().stream().map(Field::name).toList();
    List<Conversion> parts = new ArrayList<>();
    int[] places = new int[from.fields().size()];
    for (Field field : from.fields()) {
      FieldPath child = path.child(field.name());
      int place = names.indexOf(target(child));
      if (place < 0) {
        throw new IllegalArgumentException("Field '" + child + "' has no place in " + to);
      }
      places[parts.size()] = place;
      parts.add(conversion(child, field.type(), to.fields().get(place).type()));
    }
    return (source, slot, target) -> {
      StructColumn struct = (StructColumn) target;
      for (int i = 0; i < places.length; i++) {
        parts.get(i).append(((StructColumn) source).child(i), slot, struct.child(places[i]));
      }
      struct.endStruct();
    };
  }

  static Conversion list(Conversion element) {
    return (from, slot, to) -> {
      ListColumn source = (ListColumn) from;
      ListColumn target = (ListColumn) to;
      int end = source.start(slot) + source.length(slot);
      for (int i = source.start(slot); i < end; i++) {
        element.append(source.elements(), i, target.elements());
      }
      target.endList();
    };
  }

  static Conversion map(Conversion key, Conversion value) {
    return (from, slot, to) -> {
      MapColumn source = (MapColumn) from;
      MapColumn target = (MapColumn) to;
      int end = source.start(slot) + source.length(slot);
      for (int i = source.start(slot); i < end; i++) {
        key.append(source.keys(), i, target.keys());
        value.append(source.values(), i, target.values());
      }
      target.endMap();
    };
  }

  private static Conversion checked(FieldPath path, Conversion conversion) {
    return (from, slot, to) -> {
      try {
        conversion.present(from, slot, to);
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new TributaryException(
            ErrorCode.VALUE_REFUSED,
            "Field '"
                + path
                + "' holds "
                + CanonicalText.of(from, slot)
                + " ("
                + from.type()
                + "), which "
                + to.type()
                + " cannot hold exactly",
            "Declare the field with the type it has in the source, or as string",
            e);
      }
    };
  }
}
