// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The way of staged rows into a table, once its load is settled: first the types in which values of
 * one kind meet, then the table's columns. Immutable.
 */
public final class Route {

  private final Evolved evolved;

  Route(Evolved evolved) {
    this.evolved = evolved;
  }

  /** Converts batches of a schema whose fields have the names of the settled one. */
  public UnaryOperator<Batch> from(Schema staged) {
    Conform joined = Conform.between(staged, evolved.incoming());
    Conform placed = new Conform(evolved);
    return batch -> placed.conform(joined.conform(batch));
  }

  /** What rows of the staged schema become on the way, each by the names that they have there. */
  public Inexact inexact(Schema staged) {
    return new Inexact(staged, evolved.incoming(), stored());
  }

  /** The types of the columns where values go, by the names of the fields that arrive. */
  private Schema stored() {
    return Schema.of(stored(List.of(), evolved.incoming().fields(), evolved.schema().fields()));
  }

  private List<Field> stored(List<String> at, List<Field> incoming, List<Field> table) {
    List<Field> stored = new ArrayList<>();
    for (Field field : incoming) {
      List<String> names = new ArrayList<>(at);
      names.add(field.name());
      FieldPath path = new FieldPath(names);
      String target = evolved.beside().getOrDefault(path, field.name());
      Field home = Homes.find(table, target).orElse(field);
      stored.add(field.withType(stored(path, field.type(), home.type())));
    }
    return stored;
  }

  private Type stored(FieldPath path, Type incoming, Type table) {
    if (incoming instanceof Type.Struct a && table instanceof Type.Struct b) {
      return new Type.Struct(stored(path.names(), a.fields(), b.fields()));
    }
    if (incoming instanceof Type.ListOf a && table instanceof Type.ListOf b) {
      return Type.list(stored(path.child(FieldPath.ELEMENT), a.element(), b.element()));
    }
    return incoming instanceof Type.MapOf a && table instanceof Type.MapOf b
        ? new Type.MapOf(b.key(), stored(path.child(FieldPath.VALUE), a.value(), b.value()), false)
        : table;
  }
}
