// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Draft.Fit;
import dev.tributary.evolution.Step.Why;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange.RelaxField;
import dev.tributary.schema.SchemaChange.WidenField;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds a place in a table for every field that arrives, in types that the sink stores. */
final class Planner {

  private final SinkCapabilities sink;
  private final Beside besides;
  private final boolean widens;

  /**
   * @param widens whether a field that is there may get a wider type, where the sink can do that
   */
  Planner(SinkCapabilities sink, boolean widens) {
    this.sink = sink;
    this.widens = widens;
    this.besides = new Beside(sink);
  }

  Draft table(Schema table, Schema incoming) {
    return fields(Place.ROOT, table.fields(), incoming.fields());
  }

  private Draft fields(Place place, List<Field> table, List<Field> incoming) {
    Draft draft = new Draft(place, table);
    List<Field> misfits = new ArrayList<>();
    for (Field field : incoming) {
      if (!take(draft, field, field.name(), field.type())) {
        misfits.add(field);
      }
    }
    misfits.sort(Comparator.comparing(Field::name));
    misfits.forEach(field -> moveBeside(draft, field));
    draft.relaxUnreached();
    return draft;
  }

  /** Sends the values of {@code source}, as {@code type}, to the field {@code target} if it can. */
  private boolean take(Draft draft, Field source, String target, Type type) {
    Optional<Field> old = draft.field(target);
    if (old.isEmpty()) {
      draft.add(source, target, type);
      return true;
    }
    Place place = draft.place().child(source.name(), target);
    Optional<Fit> fit = fit(place, old.get().type(), type);
    fit.ifPresent(found -> draft.put(source, target, found));
    return fit.isPresent();
  }

  private void moveBeside(Draft draft, Field field) {
    for (int attempt = 0; attempt <= draft.fields().size() + 1; attempt++) {
      Optional<Field> candidate = besides.candidate(field, attempt);
      if (candidate.isPresent()
          && !draft.isReached(candidate.get().name())
          && take(draft, field, candidate.get().name(), candidate.get().type())) {
        return;
      }
    }
    throw new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "Nothing in the table takes field '"
            + draft.place().child(field.name()).incomingPath()
            + "' of type "
            + field.type(),
        "Rename the field, or give it the type that the table has");
  }

  private Optional<Fit> fit(Place place, Type table, Type incoming) {
    if (table instanceof Type.Struct old && incoming instanceof Type.Struct arriving) {
      Draft draft = fields(place, old.fields(), arriving.fields());
      Type grown = new Type.Struct(List.copyOf(draft.fields().values()));
      return Optional.of(new Fit(grown, draft.steps(), draft.beside()));
    }
    if (table instanceof Type.ListOf old && incoming instanceof Type.ListOf arriving) {
      return fit(place.part(FieldPath.ELEMENT), old.element(), arriving.element())
          .map(element -> list(place, old, arriving, element));
    }
    if (table instanceof Type.MapOf old && incoming instanceof Type.MapOf arriving) {
      return TypeJoin.join(old.key(), arriving.key()).equals(old.key())
          ? fit(place.part(FieldPath.VALUE), old.value(), arriving.value())
              .map(value -> map(place, old, arriving, value))
          : Optional.empty();
    }
    return leaf(place, table, TypeJoin.join(table, incoming));
  }

  private Optional<Fit> leaf(Place place, Type table, Type join) {
    if (join.equals(table)) {
      return Optional.of(Fit.as(table));
    }
    if (!widens || !sink.stores().test(join) || !sink.widens().test(table, join)) {
      return Optional.empty();
    }
    Step widen =
        new Step(
            new WidenField(place.tablePath(), table, join), Why.TYPE, new FieldPath(place.field()));
    return Optional.of(new Fit(join, List.of(widen), Map.of()));
  }

  private static Fit list(Place place, Type.ListOf old, Type.ListOf arriving, Fit element) {
    boolean relaxed = old.elementRequired() && !arriving.elementRequired();
    Type type = new Type.ListOf(element.type(), old.elementRequired() && !relaxed);
    return around(type, element, relaxed, place.part(FieldPath.ELEMENT));
  }

  private static Fit map(Place place, Type.MapOf old, Type.MapOf arriving, Fit value) {
    boolean relaxed = old.valueRequired() && !arriving.valueRequired();
    Type type = new Type.MapOf(old.key(), value.type(), old.valueRequired() && !relaxed);
    return around(type, value, relaxed, place.part(FieldPath.VALUE));
  }

  private static Fit around(Type type, Fit part, boolean relaxed, Place place) {
    List<Step> steps = new ArrayList<>(part.steps());
    if (relaxed) {
      steps.add(new Step(new RelaxField(place.tablePath()), Why.NULL, place.incomingPath()));
    }
    return new Fit(type, steps, part.beside());
  }
}
