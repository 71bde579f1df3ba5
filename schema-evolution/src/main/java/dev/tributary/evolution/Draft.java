// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.evolution.Step.Why;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.SchemaChange.RelaxField;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one struct of the table while they grow. One thread at a time. */
final class Draft {

  private final Place place;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Set<String> known;
  private final Set<String> reached = new HashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private final Map<FieldPath, String> beside = new LinkedHashMap<>();

  Draft(Place place, List<Field> table) {
    this.place = place;
    table.forEach(field -> fields.put(field.name(), field));
    this.known = Set.copyOf(fields.keySet());
  }

  Place place() {
    return place;
  }

  Map<String, Field> fields() {
    return fields;
  }

  List<Step> steps() {
    return steps;
  }

  Map<FieldPath, String> beside() {
    return beside;
  }

  Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  boolean isReached(String name) {
    return reached.contains(name);
  }

  /** A new field {@code target} takes the values of {@code source}. */
  void add(Field source, String target, Type type) {
    boolean beside = !target.equals(source.name()) || Beside.isBeside(source, known::contains);
    fields.put(target, Field.optional(target, type));
    steps.add(
        new Step(
            new AddField(place.child(target).tablePath(), type),
            beside ? Why.TYPE : Why.FIELD,
            place.child(source.name()).incomingPath()));
    reach(source, target);
  }

  /** The field {@code target}, as {@code fit} makes it, takes the values of {@code source}. */
  void put(Field source, String target, Fit fit) {
    Field old = fields.get(target);
    if (old == null) {
      throw new IllegalStateException("No field '" + target + "'");
    }
    fields.put(target, old.withType(fit.type()));
    steps.addAll(fit.steps());
    beside.putAll(fit.beside());
    if (!source.required()) {
      relax(target, source.name(), Why.NULL);
    }
    reach(source, target);
  }

  /** What no field arrives for may be absent from now on. */
  void relaxUnreached() {
    List.copyOf(fields.keySet()).stream()
        .filter(name -> !isReached(name))
        .forEach(name -> relax(name, name, Why.ABSENT));
  }

  private void reach(Field source, String target) {
    reached.add(target);
    if (!target.equals(source.name())) {
      beside.put(place.child(source.name()).incomingPath(), target);
    }
  }

  private void relax(String name, String source, Why why) {
    Field field = fields.get(name);
    if (field != null && field.required()) {
      fields.put(name, field.relaxed());
      steps.add(
          new Step(
              new RelaxField(place.child(name).tablePath()),
              why,
              place.child(source).incomingPath()));
    }
  }

  /** How a type of the table takes values of another. */
  record Fit(Type type, List<Step> steps, Map<FieldPath, String> beside) {

    static Fit as(Type type) {
      return new Fit(type, List.of(), Map.of());
    }
  }
}
