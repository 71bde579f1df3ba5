// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.evolution.Naming.Collision;
import dev.tributary.evolution.Naming.Named;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One walk down a schema that gives each field its name. */
final class NamedFields {

  private final Naming naming;
  private final Map<List<String>, Map<String, String>> knownByParent = new HashMap<>();
  private final Map<FieldPath, String> given;
  private final List<Collision> collisions = new ArrayList<>();

  NamedFields(Naming naming) {
    this.naming = naming;
    this.given = new HashMap<>(naming.known());
    naming
        .known()
        .forEach(
            (path, name) ->
                knownByParent
                    .computeIfAbsent(path.parents(), parents -> new HashMap<>())
                    .put(path.last(), name));
  }

  Named name(Schema source) {
    List<Field> fields = fields(List.of(), source.fields());
    Schema schema = fields.equals(source.fields()) ? source : Schema.of(fields);
    return new Named(source, schema, given, collisions);
  }

  private List<Field> fields(List<String> parents, List<Field> fields) {
    Map<String, String> known = knownByParent.getOrDefault(parents, Map.of());
    Map<String, String> names = naming.resolve(known, fields.stream().map(Field::name).toList());
    List<Field> renamed = new ArrayList<>();
    for (Field field : fields) {
      FieldPath path = path(parents, field.name());
      String name = Objects.requireNonNull(names.get(field.name()));
      given.put(path, name);
      Type type = naming.isVerbatim(path) ? field.type() : type(path, field.type());
      renamed.add(new Field(name, type, field.required()));
    }
    report(parents, known, names);
    return renamed;
  }

  private Type type(FieldPath path, Type type) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(fields(path.names(), struct.fields()));
    }
    if (type instanceof Type.ListOf list) {
      return new Type.ListOf(type(path, list.element()), list.elementRequired());
    }
    return type instanceof Type.MapOf map
        ? new Type.MapOf(map.key(), type(path, map.value()), map.valueRequired())
        : type;
  }

  /** Who did not get a plain name, and whoever would have had it too. */
  private void report(List<String> parents, Map<String, String> known, Map<String, String> names) {
    Map<String, Map<String, String>> alike = new TreeMap<>();
    names.forEach(
        (source, name) -> {
          if (!name.equals(naming.normal(source))) {
            alike.put(naming.folded(naming.normal(source)), new HashMap<>());
          }
        });
    Map<String, String> all = new HashMap<>(known);
    all.putAll(names);
    alike.forEach(
        (plain, group) -> {
          all.forEach(
              (source, name) -> {
                if (plain.equals(naming.folded(name))
                    || plain.equals(naming.folded(naming.normal(source)))) {
                  group.put(source, name);
                }
              });
          if (group.size() > 1) {
            collisions.add(new Collision(parents, group));
          }
        });
  }

  static FieldPath path(List<String> parents, String name) {
    List<String> names = new ArrayList<>(parents);
    names.add(name);
    return new FieldPath(names);
  }
}
