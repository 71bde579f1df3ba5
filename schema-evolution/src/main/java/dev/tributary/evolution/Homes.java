// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns that values have in a table as it is: the one of their field's name, or one that an
 * earlier load made beside it. Immutable.
 */
final class Homes {

  private final SinkCapabilities sink;
  private final Beside besides;
  private final boolean widens;

  Homes(SinkCapabilities sink, boolean widens) {
    this.sink = sink;
    this.besides = new Beside(sink);
    this.widens = widens;
  }

  /**
   * The column among {@code table} that takes the values of {@code field}, but for what may be
   * missing inside of structs; empty when the table must change for them.
   *
   * @param siblings the names of all fields that arrive together; their columns are theirs
   */
  Optional<Field> of(List<Field> table, Field field, Set<String> siblings) {
    Optional<Field> own = find(table, field.name());
    if (own.isEmpty() || holds(own.get().type(), field.type())) {
      return own;
    }
    if (canWiden(own.get().type(), field.type())) {
      return Optional.empty();
    }
    return beside(table, field, siblings);
  }

  private Optional<Field> beside(List<Field> table, Field field, Set<String> siblings) {
    for (int attempt = 0; attempt <= table.size(); attempt++) {
      Optional<Field> candidate = besides.candidate(field, attempt);
      if (candidate.isEmpty() || siblings.contains(candidate.get().name())) {
        continue;
      }
      Optional<Field> home = find(table, candidate.get().name());
      Type type = candidate.get().type();
      if (home.isEmpty() || holds(home.get().type(), type)) {
        return home;
      }
      if (canWiden(home.get().type(), type)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The names of columns beside, that there are and that may take values of the field. */
  List<String> beside(Field field, Set<String> table, Set<String> siblings) {
    return IntStream.rangeClosed(0, table.size())
        .mapToObj(attempt -> besides.candidate(field, attempt))
        .flatMap(Optional::stream)
        .map(Field::name)
        .filter(name -> table.contains(name) && !siblings.contains(name))
        .toList();
  }

  static Optional<Field> find(List<Field> fields, String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** Whether a type takes values of another, but for fields that structs lack. */
  private static boolean holds(Type table, Type type) {
    if (table instanceof Type.Struct && type instanceof Type.Struct) {
      return true;
    }
    if (table instanceof Type.ListOf old && type instanceof Type.ListOf list) {
      return holds(old.element(), list.element());
    }
    if (table instanceof Type.MapOf old && type instanceof Type.MapOf map) {
      return TypeJoin.join(old.key(), map.key()).equals(old.key())
          && holds(old.value(), map.value());
    }
    return TypeJoin.join(table, type).equals(table);
  }

  private boolean canWiden(Type table, Type type) {
    if (table instanceof Type.ListOf old && type instanceof Type.ListOf list) {
      return holds(old.element(), list.element()) || canWiden(old.element(), list.element());
    }
    if (table instanceof Type.MapOf old && type instanceof Type.MapOf map) {
      return TypeJoin.join(old.key(), map.key()).equals(old.key())
          && (holds(old.value(), map.value()) || canWiden(old.value(), map.value()));
    }
    Type join = TypeJoin.join(table, type);
    return widens && sink.stores().test(join) && sink.widens().test(table, join);
  }
}
