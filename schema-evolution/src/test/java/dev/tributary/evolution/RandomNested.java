// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Nested schemas with a unique key and few names, and batches of them, all from one seed. */
final class RandomNested {

  private static final List<String> NAMES = List.of("a", "b", "_c", "value", "list", "id");
  private static final List<Type> LEAVES =
      List.of(
          Type.BOOLEAN,
          Type.INT,
          Type.LONG,
          Type.DOUBLE,
          Type.decimal(20, 3),
          Type.DATE,
          Type.timestampZoned(Type.Unit.MICROS),
          Type.STRING,
          Type.BINARY,
          Type.UUID,
          Type.JSON);

  private final Random random;

  RandomNested(long seed) {
    this.random = new Random(seed);
  }

  /** The key is a long called {@code key}; every root row has another. */
  Schema schema() {
    List<Field> fields = new ArrayList<>(fields(4));
    fields.add(random.nextInt(fields.size() + 1), Field.required("key", Type.LONG));
    return Schema.of(fields);
  }

  /** The schema with fewer fields at every level, but with the key. */
  Schema part(Schema schema) {
    return Schema.of(part(schema.fields()));
  }

  private List<Field> part(List<Field> fields) {
    return fields.stream()
        .filter(field -> field.name().equals("key") || random.nextInt(3) > 0)
        .map(field -> field.withType(part(field.type())))
        .toList();
  }

  private Type part(Type type) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(part(struct.fields()));
    }
    if (type instanceof Type.ListOf list) {
      return new Type.ListOf(part(list.element()), list.elementRequired());
    }
    return type instanceof Type.MapOf map
        ? new Type.MapOf(map.key(), part(map.value()), map.valueRequired())
        : type;
  }

  Batch batch(Schema schema, int rows) {
    Batch batch = new RandomRows(random).batch(schema, rows);
    List<Column> columns = new ArrayList<>(batch.columns());
    LongColumn keys = (LongColumn) Column.of(Type.LONG);
    for (int row = 0; row < rows; row++) {
      keys.append(1000L + row);
    }
    columns.set(schema.indexOf("key"), keys);
    return new Batch(schema, columns, rows);
  }

  /** Paths of some nested values. */
  Set<FieldPath> paths(Schema schema) {
    Set<FieldPath> paths = new HashSet<>();
    schema.fields().forEach(field -> paths(FieldPath.of(field.name()), field.type(), paths));
    paths.removeIf(path -> random.nextInt(4) > 0);
    return paths;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The rows from {@code from} to before {@code to}, as a batch of their own. */
  static Batch slice(Batch batch, int from, int to) {
    List<Column> columns = new ArrayList<>();
    for (Column source : batch.columns()) {
      Column column = Column.of(source.type());
      for (int row = from; row < to; row++) {
        column.appendFrom(source, row);
      }
      columns.add(column);
    }
    return new Batch(batch.schema(), columns, to - from);
  }

  private static void paths(FieldPath path, Type type, Set<FieldPath> paths) {
    if (type instanceof Type.Struct struct) {
      paths.add(path);
      struct.fields().forEach(field -> paths(path.child(field.name()), field.type(), paths));
    } else if (type instanceof Type.ListOf list) {
      paths.add(path);
      paths(path, list.element(), paths);
    } else if (type instanceof Type.MapOf map) {
      paths(path, map.value(), paths);
    }
  }

  private List<Field> fields(int depth) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    return names.subList(0, random.nextInt(4)).stream()
        .map(name -> new Field(name, type(depth - 1), random.nextInt(4) == 0))
        .toList();
  }

  private Type type(int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return LEAVES.get(random.nextInt(LEAVES.size()));
    }
    boolean required = random.nextInt(4) == 0;
    return switch (random.nextInt(7)) {
      case 0, 1, 2 -> new Type.Struct(fields(depth));
      case 3 -> new Type.MapOf(Type.STRING, type(depth - 1), required);
      default -> new Type.ListOf(type(depth - 1), required);
    };
  }
}
