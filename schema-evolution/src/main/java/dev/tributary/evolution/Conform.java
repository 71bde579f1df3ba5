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
    this(from, to, new Mapping(beside));
  }

  Conform(Schema from, Schema to, Mapping mapping) {
    this.from = from;
    this.to = to;
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < from.size(); i++) {
      Field field = from.fields().get(i);
      FieldPath path = FieldPath.of(field.name());
      if (!mapping.drops(path)) {
        if (to.indexOf(mapping.target(path)) < 0) {
          throw new IllegalArgumentException("Field " + field + " has no place in " + to);
        }
        places.put(mapping.target(path), i);
      }
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
   * @throws dev.tributary.error.TributaryException {@code VALUE_REFUSED} naming the field whose
   *     value the table's type cannot hold exactly, and the value's kind
   */
  public Batch conform(Batch batch) {
    if (batch.schema().equals(to)) {
      return batch;
    }
    if (!batch.schema().equals(from)) {
      throw new IllegalArgumentException(
          "A batch of " + batch.schema() + " where " + from + " was planned");
    }
    return new Batch(to, columns(batch, Conform::refuse), batch.rows());
  }

  /**
   * The columns of the table's schema. When {@code misfits} returns, they are worth nothing, but
   * every row was looked at.
   */
  List<Column> columns(Batch batch, Misfits misfits) {
    return sources.stream().map(source -> source.column(batch, misfits)).toList();
  }

  private static void refuse(int row, Misfit misfit) {
    throw misfit.refused();
  }

  /** Takes what does not fit. */
  interface Misfits {
    void add(int row, Misfit misfit);
  }

  /** Where the values of one field of the table come from. */
  private interface Source {
    Column column(Batch batch, Misfits misfits);
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
    return (batch, misfits) -> batch.column(index);
  }

  private static Source converted(int index, Conversion conversion, Field target) {
    Column column = Column.of(target.type());
    return (batch, misfits) -> {
      column.reset();
      Column source = batch.column(index);
      for (int slot = 0; slot < batch.rows(); slot++) {
        try {
          conversion.append(source, slot, column);
        } catch (Misfit e) {
          misfits.add(slot, e);
          column.reset();
        }
      }
      return column;
    };
  }

  private static Source absent(Field target) {
    Column column = Column.of(target.type());
    return (batch, misfits) -> {
      if (column.size() > batch.rows()) {
        column.reset();
      }
      column.appendNullsUntil(batch.rows());
      return column;
    };
  }
}
