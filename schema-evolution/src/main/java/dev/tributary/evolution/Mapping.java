// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds the conversion of one type into another, with fields moved as an evolution planned. */
class Mapping {

  private final Map<FieldPath, String> beside;
  private final Set<FieldPath> dropped;
  private final boolean nulls;

  /** Every value arrives, or its conversion throws {@link Misfit}. */
  Mapping(Map<FieldPath, String> beside) {
    this(beside, Set.of(), false);
  }

  /**
   * @param dropped fields whose values are left out
   * @param nulls whether null takes the place of a value that has no exact one; then what takes
   *     such values must be optional
   */
  Mapping(Map<FieldPath, String> beside, Set<FieldPath> dropped, boolean nulls) {
    this.beside = beside;
    this.dropped = dropped;
    this.nulls = nulls;
  }

  boolean drops(FieldPath path) {
    return dropped.contains(path);
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
        scalar(from, to)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Field '" + path + "' of type " + from + " does not become " + to)));
  }

  /** The conversion of one scalar type into another; empty where there is none. */
  Optional<Conversion> scalar(Type from, Type to) {
    return Conversions.scalar(from, to);
  }

  private Conversion struct(FieldPath path, Type.Struct from, Type.Struct to) {
    List<String> names = to.fields().stream().map(Field::name).toList();
    List<Conversion> parts = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < from.fields().size(); i++) {
      FieldPath child = path.child(from.fields().get(i).name());
      if (drops(child)) {
        continue;
      }
      int place = names.indexOf(target(child));
      if (place < 0) {
        throw new IllegalArgumentException("Field '" + child + "' has no place in " + to);
      }
      places.add(new int[] {i, place});
      parts.add(conversion(child, from.fields().get(i).type(), to.fields().get(place).type()));
    }
    return (source, slot, target) -> {
      StructColumn struct = (StructColumn) target;
      for (int i = 0; i < parts.size(); i++) {
        int[] place = places.get(i);
        parts.get(i).append(((StructColumn) source).child(place[0]), slot, struct.child(place[1]));
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

  private Conversion checked(FieldPath path, Conversion conversion) {
    return (from, slot, to) -> {
      try {
        conversion.present(from, slot, to);
      } catch (ArithmeticException | IllegalArgumentException e) {
        if (!nulls) {
          throw new Misfit(path, from, slot, to.type());
        }
        to.appendNull();
      }
    };
  }
}
