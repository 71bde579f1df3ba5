// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Part.Trouble;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what rows become under a declaration. A declared path names fields only: it leads
 * through lists and maps to what their elements have. One thread, one use.
 */
final class Layouts {

  private static final int ATTEMPTS_MAX = 1_000;
  private static final String HIDDEN = "***";

  private final Declaration declaration;
  private final @Nullable Beside besides;
  private final Set<FieldPath> spilling;
  private final Trouble trouble;
  private final boolean complete;

  /**
   * @param besides names fields beside others; null when none spills
   * @param spilling fields some of whose values go beside
   * @param complete whether declared fields that do not arrive are made
   */
  Layouts(
      Declaration declaration,
      @Nullable Beside besides,
      Set<FieldPath> spilling,
      Trouble trouble,
      boolean complete) {
    this.declaration = declaration;
    this.besides = besides;
    this.spilling = spilling;
    this.trouble = trouble;
    this.complete = complete;
  }

  Layout root(Schema incoming) {
    return struct(Place.ROOT, incoming.fields(), List.of());
  }

  /**
   * @param wanted what a declared struct type says of the fields
   */
  private Layout struct(Place place, List<Field> incoming, List<Field> wanted) {
    Map<String, Field> types =
        wanted.stream().collect(Collectors.toMap(Field::name, Function.identity()));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < incoming.size(); i++) {
      Field field = incoming.get(i);
      Place here = place.child(field.name());
      DeclaredColumn column = column(here);
      if (!column.isExcluded()) {
        parts.add(arriving(here, i, field, column, Optional.ofNullable(types.get(field.name()))));
      }
    }
    int arriving = parts.size();
    Set<String> names = incoming.stream().map(Field::name).collect(Collectors.toSet());
    for (String name : declaration.namesBelow(place.incoming())) {
      if (names.add(name)) {
        absent(place.child(name), types.get(name)).ifPresent(parts::add);
      }
    }
    for (Field field : wanted) {
      if (names.add(field.name()) && (complete || field.required())) {
        absent(place.child(field.name()), field).ifPresent(parts::add);
      }
    }
    return laid(place, incoming, parts, arriving);
  }

  private Layout laid(Place place, List<Field> incoming, List<Part> parts, int arriving) {
    List<Field> fields = new ArrayList<>();
    Map<String, Part> byName = new LinkedHashMap<>();
    for (Part part : parts) {
      Part other = byName.putIfAbsent(part.target().name(), part);
      if (other != null) {
        throw twice(other, part);
      }
      fields.add(part.target());
    }
    Set<String> names = new HashSet<>(byName.keySet());
    boolean same = parts.size() == arriving && fields.equals(incoming);
    for (Part part : parts) {
      same = same && part.isSame();
      if (spilling.contains(part.path())) {
        Field source = incoming.get(part.source());
        spill(place.child(source.name()), part, source, fields, names);
      }
    }
    return new Layout(List.copyOf(fields), List.copyOf(parts), same);
  }

  private Part arriving(
      Place here, int index, Field field, DeclaredColumn column, Optional<Field> wanted) {
    Optional<Type> type = column.type().or(() -> wanted.map(Field::type));
    boolean required = column.isRequired() || wanted.map(Field::required).orElse(false);
    Typed typed = typed(here, field.type(), column, type);
    boolean kept = field.required() && !typed.selective();
    return new Part(
        here.incomingPath(),
        index,
        new Field(column.target(), typed.type(), required || kept),
        typed,
        column.fallbackColumn().orElse(null),
        required && !kept);
  }

  private Typed typed(Place here, Type from, DeclaredColumn column, Optional<Type> to) {
    Protection protection = column.protection();
    return protection.rewrites()
        ? new Typed(Type.STRING, protection.conversion(), false, false)
        : typed(here, from, to);
  }

  private Typed typed(Place here, Type from, Optional<Type> to) {
    Typed parts = inside(here, from, to);
    if (to.isEmpty() || parts.type().equals(to.get()) || isAlike(from, to.get())) {
      return parts;
    }
    Type last = to.get();
    Conversion step =
        Declaring.scalar(parts.type(), last)
            .orElse(
                (source, slot, target) -> {
                  throw new IllegalArgumentException("No value of one is one of the other");
                });
    return parts.then(
        last, checked(here.incomingPath(), step), Declaring.isSelective(parts.type(), last));
  }

  /** What becomes of what is inside, by what is declared there or wanted of it. */
  private Typed inside(Place here, Type from, Optional<Type> to) {
    if (from instanceof Type.Struct struct) {
      List<Field> wanted =
          to.filter(Type.Struct.class::isInstance)
              .map(type -> ((Type.Struct) type).fields())
              .orElse(List.of());
      Layout layout = struct(here, struct.fields(), wanted);
      return layout.same()
          ? Typed.as(from)
          : new Typed(new Type.Struct(layout.fields()), layout.conversion(trouble), false, false);
    }
    if (from instanceof Type.ListOf list) {
      Optional<Type> wanted =
          to.filter(Type.ListOf.class::isInstance).map(type -> ((Type.ListOf) type).element());
      Typed part = typed(here, list.element(), wanted);
      return part.same()
          ? Typed.as(from)
          : new Typed(
              new Type.ListOf(part.type(), list.elementRequired()),
              Mapping.list(part.conversion()),
              false,
              part.selective());
    }
    Typed hidden = hidden(here, from);
    return hidden.same() && from instanceof Type.MapOf map ? map(here, map, to) : hidden;
  }

  private Typed map(Place here, Type.MapOf map, Optional<Type> to) {
    Optional<Type.MapOf> wanted =
        to.filter(Type.MapOf.class::isInstance).map(Type.MapOf.class::cast);
    Typed key = typed(here, map.key(), wanted.map(Type.MapOf::key));
    Typed value = typed(here, map.value(), wanted.map(Type.MapOf::value));
    return key.same() && value.same()
        ? Typed.as(map)
        : new Typed(
            new Type.MapOf(key.type(), value.type(), map.valueRequired()),
            Mapping.map(key.conversion(), value.conversion()),
            false,
            key.selective() || value.selective());
  }

  /** Text or a map where a struct was expected may hold what nobody may read: it is not shown. */
  private Typed hidden(Place here, Type from) {
    return declaration.protectsBelow(here.incoming()) && mayHide(from)
        ? new Typed(
            Type.STRING, (source, slot, to) -> ((BytesColumn) to).append(HIDDEN), false, false)
        : Typed.as(from);
  }

  private static boolean mayHide(Type type) {
    return type.equals(Type.JSON)
        || type.equals(Type.STRING)
        || (type instanceof Type.MapOf map && TypeJoin.isScalar(map.value()));
  }

  private Optional<Part> absent(Place here, @Nullable Field wanted) {
    DeclaredColumn column = column(here);
    boolean required = column.isRequired() || (wanted != null && wanted.required());
    if (column.isExcluded() || !(complete || required || column.fallback().isPresent())) {
      return Optional.empty();
    }
    return absentType(here, column, wanted)
        .or(() -> required ? Optional.of(Type.STRING) : Optional.empty())
        .map(
            type ->
                new Part(
                    here.incomingPath(),
                    Part.NOWHERE,
                    new Field(column.target(), type, required),
                    Typed.as(type),
                    column.fallbackColumn().orElse(null),
                    required));
  }

  private Optional<Type> absentType(Place here, DeclaredColumn column, @Nullable Field wanted) {
    Optional<Type> type = column.type().or(() -> Optional.ofNullable(wanted).map(Field::type));
    if (column.protection().rewrites()) {
      return Optional.of(Type.STRING);
    }
    if (type.isPresent()) {
      return Optional.of(typed(here, type.get(), Optional.empty()).type());
    }
    Layout below = struct(here, List.of(), List.of());
    return below.fields().isEmpty()
        ? Optional.empty()
        : Optional.of(new Type.Struct(below.fields()));
  }

  private void spill(Place here, Part part, Field source, List<Field> fields, Set<String> names) {
    Typed base = typed(here, source.type(), Optional.empty());
    Field named = Field.optional(part.target().name(), base.type());
    for (int attempt = 0; besides != null && attempt < ATTEMPTS_MAX; attempt++) {
      Optional<Field> candidate = besides.candidate(named, attempt);
      if (candidate.isPresent() && names.add(candidate.get().name())) {
        Type type = candidate.get().type();
        Conversion step = new Mapping(Map.of()).conversion(part.path(), base.type(), type);
        part.spill(fields.size(), base.then(type, step, false).conversion());
        fields.add(candidate.get());
        return;
      }
    }
    throw new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "There is no name left for values that do not fit field '" + part.path() + "'",
        "Rename the field, or give it the type that it has in the source");
  }

  private DeclaredColumn column(Place here) {
    return declaration
        .column(here.incoming())
        .orElseGet(() -> DeclaredColumn.of(here.incoming().toArray(new String[0])));
  }

  private static boolean isAlike(Type from, Type to) {
    return from.kind() == to.kind()
        && (from instanceof Type.Struct
            || from instanceof Type.ListOf
            || from instanceof Type.MapOf);
  }

  private static Conversion checked(FieldPath path, Conversion conversion) {
    return (from, slot, to) -> {
      try {
        conversion.present(from, slot, to);
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new Misfit(path, from, slot, to.type());
      }
    };
  }

  private static TributaryException twice(Part one, Part other) {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "Fields '"
            + one.path()
            + "' and '"
            + other.path()
            + "' would both be called '"
            + one.target().name()
            + "'",
        "Declare another name for one of them, or exclude it");
  }
}
