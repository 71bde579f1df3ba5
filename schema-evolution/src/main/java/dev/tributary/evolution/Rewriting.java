// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a value becomes that stays in its field: parts of it json, or maps. Immutable. */
final class Rewriting {

  private static final Mapping BY_NAME = new Mapping(Map.of());

  private final Nesting nesting;

  Rewriting(Nesting nesting) {
    this.nesting = nesting;
  }

  /** A type and the conversion to it; without one the value stays as it is. */
  record Rewritten(Type type, Optional<Conversion> conversion) {

    private static Rewritten same(Type type) {
      return new Rewritten(type, Optional.empty());
    }

    private Conversion always() {
      return conversion.orElse((from, slot, to) -> to.appendFrom(from, slot));
    }
  }

  /**
   * @param level how many nested values hold this one, itself included
   */
  Rewritten of(FieldPath path, Type type, int level) {
    boolean whole = nesting.json().contains(path) || level > nesting.depth();
    return switch (type.kind()) {
      case STRUCT -> {
        Type.Struct struct = (Type.Struct) type;
        boolean map = nesting.maps().contains(path) && nesting.mode() == Nesting.Mode.KEEP;
        yield whole ? json(type) : map ? keyed(path, struct, level) : struct(path, struct, level);
      }
      case LIST -> whole ? json(type) : list(path, (Type.ListOf) type, level);
      case MAP -> whole ? json(type) : map(path, (Type.MapOf) type, level);
      default -> Rewritten.same(type);
    };
  }

  static Rewritten json(Type type) {
    return new Rewritten(Type.JSON, Conversions.scalar(type, Type.JSON));
  }

  private Rewritten struct(FieldPath path, Type.Struct type, int level) {
    List<Rewritten> parts = parts(path, type, level);
    if (parts.stream().allMatch(part -> part.conversion().isEmpty())) {
      return Rewritten.same(type);
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : type.fields()) {
      fields.add(field.withType(parts.get(fields.size()).type()));
    }
    List<Conversion> conversions = parts.stream().map(Rewritten::always).toList();
    return new Rewritten(
        new Type.Struct(fields),
        Optional.of(
            (from, slot, to) -> {
              StructColumn target = (StructColumn) to;
              for (int i = 0; i < conversions.size(); i++) {
                conversions.get(i).append(((StructColumn) from).child(i), slot, target.child(i));
              }
              target.endStruct();
            }));
  }

  private Rewritten list(FieldPath path, Type.ListOf type, int level) {
    Rewritten element = of(path, type.element(), level + 1);
    return new Rewritten(
        new Type.ListOf(element.type(), type.elementRequired()),
        element.conversion().map(Mapping::list));
  }

  private Rewritten map(FieldPath path, Type.MapOf type, int level) {
    Rewritten value = of(path, type.value(), level + 1);
    Conversion key = Rewritten.same(type.key()).always();
    return new Rewritten(
        new Type.MapOf(type.key(), value.type(), type.valueRequired()),
        value.conversion().map(each -> Mapping.map(key, each)));
  }

  /** An object whose field names are data, as a map by name; absent fields are left out. */
  private Rewritten keyed(FieldPath path, Type.Struct type, int level) {
    List<Rewritten> parts = parts(path, type, level);
    Type value = parts.stream().map(Rewritten::type).reduce(TypeJoin::join).orElse(Type.JSON);
    List<Field> fields = type.fields();
    List<Conversion> conversions = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      conversions.add(then(path.child(fields.get(i).name()), parts.get(i), value));
    }
    int[] byName =
        IntStream.range(0, fields.size())
            .boxed()
            .sorted(Comparator.comparing(i -> fields.get(i).name()))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Rewritten(
        Type.map(Type.STRING, value),
        Optional.of(
            (from, slot, to) -> {
              MapColumn target = (MapColumn) to;
              for (int i : byName) {
                Column child = ((StructColumn) from).child(i);
                if (!child.isNull(slot)) {
                  ((BytesColumn) target.keys()).append(fields.get(i).name());
                  conversions.get(i).present(child, slot, target.values());
                }
              }
              target.endMap();
            }));
  }

  private static Conversion then(FieldPath path, Rewritten part, Type to) {
    Conversion second = BY_NAME.conversion(path, part.type(), to);
    if (part.conversion().isEmpty()) {
      return second;
    }
    Conversion first = part.conversion().get();
    Column between = Column.of(part.type());
    return (from, slot, target) -> {
      between.reset();
      first.append(from, slot, between);
      second.append(between, 0, target);
    };
  }

  private List<Rewritten> parts(FieldPath path, Type.Struct type, int level) {
    return type.fields().stream()
        .map(field -> of(path.child(field.name()), field.type(), level + 1))
        .toList();
  }
}
