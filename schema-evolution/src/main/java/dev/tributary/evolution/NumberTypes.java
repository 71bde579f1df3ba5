// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What numbers at one place may be, by {@link Narrowing}: the column's type, else whole numbers,
 * else what they were. The first that holds all that a row has there is what they are.
 *
 * @param types at least two; the last one holds them all
 * @param column the type that the table has there
 */
record NumberTypes(FieldPath path, List<Type> types, Type column) {

  private static final Type WHOLE = Type.decimal(19, 0);

  /** The places of {@code schema} where numbers may not fit a known column of {@code table}. */
  static List<NumberTypes> of(Schema table, Schema schema, SinkCapabilities sink) {
    Search search = new Search(new Beside(sink));
    search.fields(List.of(), table.fields(), schema.fields());
    return search.found;
  }

  private static final class Search {

    private final Beside besides;
    private final List<NumberTypes> found = new ArrayList<>();

    Search(Beside besides) {
      this.besides = besides;
    }

    void fields(List<String> at, List<Field> table, List<Field> fields) {
      for (Field field : fields) {
        List<String> names = new ArrayList<>(at);
        names.add(field.name());
        column(table, field)
            .ifPresent(column -> type(new FieldPath(names), column.type(), field.type()));
      }
    }

    /** The column that takes values of the field, if they fit at all. */
    private Optional<Field> column(List<Field> table, Field field) {
      Optional<Field> own = Homes.find(table, field.name());
      boolean nested = !TypeJoin.isScalar(field.type());
      return own.isPresent() && nested && own.get().type().kind() != field.type().kind()
          ? besides.candidate(field, 0).flatMap(beside -> Homes.find(table, beside.name()))
          : own;
    }

    private void type(FieldPath path, Type table, Type type) {
      if (table instanceof Type.Struct known && type instanceof Type.Struct struct) {
        fields(path.names(), known.fields(), struct.fields());
      } else if (table instanceof Type.ListOf known && type instanceof Type.ListOf list) {
        type(path.child(FieldPath.ELEMENT), known.element(), list.element());
      } else if (table instanceof Type.MapOf known && type instanceof Type.MapOf map) {
        type(path.child(FieldPath.VALUE), known.value(), map.value());
      } else if (TypeJoin.isNumber(type)) {
        numbers(path, table, type);
      }
    }

    private void numbers(FieldPath path, Type table, Type type) {
      boolean inexact = type.equals(Type.LONG) && table.equals(Type.DOUBLE);
      if (!inexact && TypeJoin.join(table, type).equals(table)) {
        return;
      }
      Set<Type> types = new LinkedHashSet<>();
      if (TypeJoin.isNumber(table)) {
        types.add(table);
      }
      if (!inexact && !type.equals(Type.INT)) {
        types.add(Type.LONG);
      }
      types.add(inexact ? WHOLE : type);
      if (types.size() > 1) {
        found.add(new NumberTypes(path, List.copyOf(types), table));
      }
    }
  }
}
