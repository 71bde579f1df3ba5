// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Values of known fields that a table has no column for: per field, named by its place in the
 * table, and kind the type in which they meet. Then, where they went.
 */
final class Homeless {

  private final Map<FieldPath, TreeMap<String, Kind>> kinds = new HashMap<>();
  private final Map<FieldPath, Field> known = new HashMap<>();
  private final Homes homes;

  Homeless(Homes homes) {
    this.homes = homes;
  }

  /**
   * @param own the table's field of that name
   * @param siblings the names of all fields that arrived with it
   */
  void add(FieldPath path, Field field, Field own, Set<String> siblings) {
    known.put(path, own);
    kinds
        .computeIfAbsent(path, p -> new TreeMap<>())
        .computeIfAbsent(Beside.label(field.type()), label -> new Kind(field.type()))
        .add(field, siblings);
  }

  /** The type in which all such values meet. */
  Type type(FieldPath path, Type type) {
    return kind(path, type).type;
  }

  /** The column that they went to; empty before they were settled. */
  Optional<String> target(FieldPath path, Type type) {
    return Optional.ofNullable(kind(path, type).target);
  }

  /**
   * Which kind of which fields to find columns for at once. No field of a round is inside of
   * another, as the outer one is not a struct there.
   */
  List<Map<FieldPath, String>> rounds() {
    TreeMap<Integer, List<Map<FieldPath, String>>> byDepth = new TreeMap<>();
    kinds.forEach(
        (path, labels) -> {
          List<Map<FieldPath, String>> rounds =
              byDepth.computeIfAbsent(path.names().size(), depth -> new ArrayList<>());
          int round = 0;
          for (String label : labels.keySet()) {
            if (rounds.size() == round) {
              rounds.add(new HashMap<>());
            }
            rounds.get(round++).put(path, label);
          }
        });
    return byDepth.values().stream().flatMap(List::stream).toList();
  }

  /** The schema with the table's own fields where it would have none, as if those came. */
  Schema unmoved(Schema housed) {
    Type.Struct root = new Type.Struct(housed.fields());
    for (FieldPath path : sorted(known.keySet())) {
      Field own = Objects.requireNonNull(known.get(path));
      root = (Type.Struct) at(path.parents(), root, all -> all.putIfAbsent(own.name(), own));
    }
    return Schema.of(root.fields());
  }

  /** The table's schema, as if rows of it came, but with values of a round in place of theirs. */
  Schema into(Schema table, Map<FieldPath, String> round, int schemas) {
    Type.Struct root = new Type.Struct(table.fields());
    for (FieldPath path : sorted(round.keySet())) {
      Kind kind = kind(path, Objects.requireNonNull(round.get(path)));
      Field field = new Field(path.last(), kind.type, kind.required == schemas);
      root =
          (Type.Struct)
              at(
                  path.parents(),
                  root,
                  all -> {
                    all.put(field.name(), field);
                    homes
                        .beside(field, Set.copyOf(all.keySet()), kind.siblings)
                        .forEach(all::remove);
                  });
    }
    return Schema.of(root.fields());
  }

  /**
   * @param beside the columns that the fields of the round found, where those have other names
   */
  void settle(Map<FieldPath, String> round, Map<FieldPath, String> beside) {
    round.forEach(
        (path, label) -> kind(path, label).target = beside.getOrDefault(path, path.last()));
  }

  private static List<FieldPath> sorted(Collection<FieldPath> paths) {
    return paths.stream().sorted(Comparator.comparing(FieldPath::toString)).toList();
  }

  private Kind kind(FieldPath path, Type type) {
    return kind(path, Beside.label(type));
  }

  private Kind kind(FieldPath path, String label) {
    return Objects.requireNonNull(Objects.requireNonNull(kinds.get(path)).get(label));
  }

  /** The type with the fields changed of the struct at a place inside of it. */
  private static Type at(List<String> place, Type type, Consumer<Map<String, Field>> change) {
    if (type instanceof Type.ListOf list) {
      return new Type.ListOf(at(rest(place), list.element(), change), list.elementRequired());
    }
    if (type instanceof Type.MapOf map) {
      return new Type.MapOf(map.key(), at(rest(place), map.value(), change), map.valueRequired());
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    ((Type.Struct) type).fields().forEach(each -> fields.put(each.name(), each));
    if (place.isEmpty()) {
      change.accept(fields);
    } else {
      fields.computeIfPresent(
          place.get(0), (name, old) -> old.withType(at(rest(place), old.type(), change)));
    }
    return new Type.Struct(List.copyOf(fields.values()));
  }

  private static List<String> rest(List<String> place) {
    return place.subList(1, place.size());
  }

  private static final class Kind {

    private Type type;
    private final Set<String> siblings = new HashSet<>();
    private int required;
    private @Nullable String target;

    Kind(Type type) {
      this.type = type;
    }

    void add(Field field, Set<String> others) {
      type = TypeJoin.join(type, field.type());
      required += field.required() ? 1 : 0;
      siblings.addAll(others);
    }
  }
}
