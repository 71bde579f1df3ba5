// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns batches as they arrive into batches of the table's schema. A column whose type is equal is
 * the very same column; another is converted, without loss; a field that nothing arrives for is all
 * null. Nothing is dropped. Owned by one thread at a time.
 */
public final class Conform {

  private final Schema from;
  private final Schema to;
  private final List<Source> sources = new ArrayList<>();

  /**
   * @throws IllegalArgumentException when the evolution does not say where a field goes
   */
  public Conform(Evolved evolved) {
    this(evolved.incoming(), evolved.schema(), evolved.beside());
  }

  private Conform(Schema from, Schema to, Map<FieldPath, String> beside) {
    this.from = from;
    this.to = to;
    Mapping mapping = new Mapping(beside);
    Map<String, Integer> places = new HashMap<>();
    for (Field field : from.fields()) {
      String target = mapping.target(FieldPath.of(field.name()));
      if (to.indexOf(target) < 0) {
        throw new IllegalArgumentException("Field " + field + " has no place in " + to);
      }
      places.put(target, places.size());
    }
    for (Field field : to.fields()) {
      Integer place = places.get(field.name());
      sources.add(place == null ? absent(field) : source(place, field, mapping));
    }
  }

  /** Between schemas whose fields go by name, as after {@link SchemaJoin}. */
  public static Conform between(Schema from, Schema to) {
    return new Conform(from, to, Map.of());
  }

  /**
   * The rows of {@code batch} in the table's schema; the batch itself when it has that schema.
   * Valid as long as {@code batch}, and until the next call.
   *
   * @throws dev.tributary.error.TributaryException {@code VALUE_REFUSED} naming the field and the
   *     value that the table's type cannot hold exactly
   */
  public Batch conform(Batch batch) {
    if (batch.schema().equals(to)) {
      return batch;
    }
    if (!batch.schema().equals(from)) {
      throw new IllegalArgumentException(
          "A batch of " + batch.schema() + " where " + from + " was planned");
    }
    List<Column> columns = sources.stream().map(source -> source.column(batch)).toList();
    return new Batch(to, columns, batch.rows());
  }

  /** Where the values of one field of the table come from. */
  private interface Source {
    Column column(Batch batch);
  }

  private Source source(int index, Field target, Mapping mapping) {
    Field field = from.fields().get(index);
    if (field.type().equals(target.type())) {
      return same(index);
    }
    FieldPath path = FieldPath.of(field.name());
    return converted(index, mapping.conversion(path, field.type(), target.type()), target);
  }

  private static Source same(int index) {
    return batch -> batch.column(index);
  }

  private static Source converted(int index, Conversion conversion, Field target) {
    Column column = Column.of(target.type());
    return batch -> {
      column.reset();
      Column source = batch.column(index);
      for (int slot = 0; slot < batch.rows(); slot++) {
        conversion.append(source, slot, column);
      }
      return column;
    };
  }

  private static Source absent(Field target) {
    Column column = Column.of(target.type());
    return batch -> {
      if (column.size() > batch.rows()) {
        column.reset();
      }
      column.appendNullsUntil(batch.rows());
      return column;
    };
  }
}
