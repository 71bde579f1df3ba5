// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.evolution.Step.Why;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is left of a schema when the changes that a contract forbids are not made: fields without a
 * place are gone; what the table requires is required. Immutable.
 */
final class Pruning {

  private final Map<FieldPath, String> beside;
  private final List<Field> before;
  private final List<Field> after;
  private final Set<FieldPath> dropped;
  private final Set<FieldPath> tightened;
  private final Set<FieldPath> absent;

  /**
   * @param table the table as it is
   * @param draft how it would take what arrives
   * @param forbidden the steps that are not made
   */
  Pruning(Schema table, Draft draft, List<Step> forbidden) {
    this.beside = draft.beside();
    this.before = table.fields();
    this.after = List.copyOf(draft.fields().values());
    this.dropped = sources(forbidden, Set.of(Why.FIELD, Why.TYPE, Why.ABSENT));
    this.tightened = sources(forbidden, Set.of(Why.NULL));
    this.absent = sources(forbidden, Set.of(Why.ABSENT));
  }

  /**
   * The fields whose values have no place; also one whose values go beside a column that requires
   * some, which rows may then have none of.
   */
  Set<FieldPath> dropped() {
    return dropped;
  }

  /** What is left of the schema, in the types that arrive. */
  Schema left(Schema incoming) {
    return Schema.of(new Leaves(false, false).fields(List.of(), incoming.fields(), after, before));
  }

  /**
   * What is left of the schema, with the table's types where those hold only some of the values.
   *
   * @param nulls whether null may take the place of the others
   */
  Schema exact(Schema incoming, boolean nulls) {
    return Schema.of(new Leaves(true, nulls).fields(List.of(), incoming.fields(), after, before));
  }

  private static Set<FieldPath> sources(List<Step> steps, Set<Why> whys) {
    return steps.stream()
        .filter(step -> whys.contains(step.why()))
        .map(Step::source)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The walk down both schemas; what to do with the leaves. */
  private final class Leaves {

    private final boolean exact;
    private final boolean nulls;

    Leaves(boolean exact, boolean nulls) {
      this.exact = exact;
      this.nulls = nulls;
    }

    List<Field> fields(
        List<String> place, List<Field> incoming, List<Field> into, List<Field> old) {
      Place here = Place.at(place);
      Map<String, Field> left = new LinkedHashMap<>();
      for (Field field : incoming) {
        FieldPath path = here.child(field.name()).incomingPath();
        if (!dropped.contains(path)) {
          String target = beside.getOrDefault(path, field.name());
          left.put(field.name(), field(path, field, find(target, into), find(target, old)));
        }
      }
      for (Field field : old) {
        if (absent.contains(here.child(field.name()).incomingPath())) {
          left.put(field.name(), field);
        }
      }
      boolean emptied = left.isEmpty() && !incoming.isEmpty() && !place.isEmpty();
      return emptied && !old.isEmpty()
          ? List.of(old.get(0).relaxed())
          : new ArrayList<>(left.values());
    }

    private Field field(
        FieldPath path, Field field, Optional<Field> target, Optional<Field> known) {
      Type type =
          target
              .map(t -> type(path, field.type(), t.type(), known.map(Field::type).orElse(t.type())))
              .orElse(field.type());
      return new Field(field.name(), type, required(path, field.required(), field.type(), type));
    }

    private boolean required(FieldPath path, boolean before, Type from, Type to) {
      boolean mayVanish = nulls && Conversions.isSelective(from, to);
      return (before && !mayVanish) || tightened.contains(path);
    }

    private Type type(FieldPath path, Type from, Type to, Type old) {
      if (from instanceof Type.Struct a && to instanceof Type.Struct b) {
        List<Field> known = old instanceof Type.Struct c ? c.fields() : List.of();
        return new Type.Struct(fields(path.names(), a.fields(), b.fields(), known));
      }
      if (from instanceof Type.ListOf a && to instanceof Type.ListOf b) {
        FieldPath part = path.child(FieldPath.ELEMENT);
        Type known = old instanceof Type.ListOf c ? c.element() : b.element();
        Type element = type(part, a.element(), b.element(), known);
        return new Type.ListOf(element, required(part, a.elementRequired(), a.element(), element));
      }
      if (from instanceof Type.MapOf a && to instanceof Type.MapOf b) {
        FieldPath part = path.child(FieldPath.VALUE);
        Type known = old instanceof Type.MapOf c ? c.value() : b.value();
        Type value = type(part, a.value(), b.value(), known);
        return new Type.MapOf(a.key(), value, required(part, a.valueRequired(), a.value(), value));
      }
      return exact && Conversions.isSelective(from, to) ? to : from;
    }
  }

  private static Optional<Field> find(String name, List<Field> fields) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}
