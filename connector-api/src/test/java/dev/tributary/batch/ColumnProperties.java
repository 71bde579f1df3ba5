// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Laws of columns, over random types three levels deep and random values with nulls at every level.
 */
class ColumnProperties {

  private static final List<Type> LEAVES =
      List.of(
          Type.BOOLEAN,
          Type.INT,
          Type.LONG,
          Type.FLOAT,
          Type.DOUBLE,
          Type.decimal(18, 4),
          Type.decimal(38, 10),
          Type.DATE,
          Type.time(Unit.MICROS),
          Type.timestamp(Unit.MILLIS),
          Type.timestampZoned(Unit.NANOS),
          Type.STRING,
          Type.BINARY,
          Type.UUID,
          Type.JSON);

  @Property(tries = 300)
  void whatIsAppendedIsReadBack(@ForAll("types") Type type, @ForAll long seed) {
    List<Object> values = values(type, seed, 70);
    Column column = filled(type, values);

    assertThat(read(column)).isEqualTo(values);
  }

  @Property(tries = 300)
  void aColumnThatWasResetIsLikeANewOne(@ForAll("types") Type type, @ForAll long seed) {
    Column column = filled(type, values(type, seed, 130));
    column.reset();
    List<Object> values = values(type, seed + 1, 70);
    values.forEach(column::append);

    assertThat(read(column)).isEqualTo(values);
    assertThat(column.nullCount()).isEqualTo(values.stream().filter(v -> v == null).count());
  }

  @Property(tries = 300)
  void slotsCopiedOneByOneAreEqual(@ForAll("types") Type type, @ForAll long seed) {
    Column source = filled(type, values(type, seed, 70));
    Column copy = Column.of(type);
    for (int slot = 0; slot < source.size(); slot++) {
      copy.appendFrom(source, slot);
    }

    assertThat(read(copy)).isEqualTo(read(source));
  }

  @Property(tries = 300)
  void everyColumnIsInCanonicalForm(@ForAll("types") Type type, @ForAll long seed) {
    assertCanonical(filled(type, values(type, seed, 70)));
  }

  @Property(tries = 300)
  void aColumnUnderOtherNamesHasTheSameValuesAndForm(
      @ForAll("types") Type type, @ForAll long seed) {
    Column column = filled(type, values(type, seed, 70));

    Column renamed = column.as(shouted(type));

    assertThat(renamed.type()).isEqualTo(shouted(type));
    assertCanonical(renamed);
    assertThat(read(renamed.as(type))).isEqualTo(read(column));
    assertThat(renamed == column).isEqualTo(shouted(type).equals(type));
  }

  private static Type shouted(Type type) {
    if (type instanceof Type.Struct struct) {
      return new Type.Struct(
          struct.fields().stream()
              .map(field -> Field.optional(field.name() + "!", shouted(field.type())))
              .toList());
    }
    if (type instanceof Type.ListOf list) {
      return Type.list(shouted(list.element()));
    }
    return type instanceof Type.MapOf map ? Type.map(map.key(), shouted(map.value())) : type;
  }

  @Property(tries = 100)
  void aRowThatLeavesAFieldOutHasNullThere(@ForAll("types") Type type, @ForAll long seed) {
    Schema schema = Schema.of(Field.optional("a", type), Field.optional("b", Type.LONG));
    BatchBuilder builder = new BatchBuilder(schema);
    values(type, seed, 5).stream()
        .filter(value -> value != null)
        .forEach(value -> builder.add(Map.of("a", value)));

    Batch batch = builder.build();

    assertThat(batch.column("b").nullCount()).isEqualTo(batch.rows());
  }

  /** Made from a seed: arbitraries nested in arbitraries take minutes to generate. */
  @Provide
  Arbitrary<Type> types() {
    return Arbitraries.longs().map(seed -> type(new Random(seed), 3));
  }

  private static Type type(Random random, int depth) {
    int choice = random.nextInt(depth == 0 ? LEAVES.size() : LEAVES.size() + 9);
    if (choice < LEAVES.size()) {
      return LEAVES.get(choice);
    }
    return switch (choice % 3) {
      case 0 -> Type.list(type(random, depth - 1));
      case 1 -> Type.map(Type.STRING, type(random, depth - 1));
      default -> struct(random, depth - 1);
    };
  }

  private static Type struct(Random random, int depth) {
    List<Field> fields = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      fields.add(Field.optional("f" + i, type(random, depth)));
    }
    return new Type.Struct(fields);
  }

  private static Column filled(Type type, List<Object> values) {
    Column column = Column.of(type);
    values.forEach(column::append);
    return column;
  }

  private static List<Object> read(Column column) {
    List<Object> values = new ArrayList<>();
    for (int slot = 0; slot < column.size(); slot++) {
      values.add(column.value(slot));
    }
    return values;
  }

  private static List<Object> values(Type type, long seed, int count) {
    Random random = new Random(seed);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(type, random));
    }
    return values;
  }

  private static Object value(Type type, Random random) {
    if (random.nextInt(5) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG -> random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextDouble();
      case DECIMAL -> decimal((Type.Decimal) type, random);
      case DATE -> LocalDate.ofEpochDay(random.nextInt(-700_000, 700_000));
      case TIME -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000L) * 1_000);
      case TIMESTAMP -> timestamp((Type.Timestamp) type, random);
      case STRING, JSON -> "ä€😀".repeat(random.nextInt(4)) + random.nextInt();
      case BINARY -> ByteBuffer.wrap(new byte[] {1, (byte) random.nextInt()});
      case UUID -> new UUID(random.nextLong(), random.nextLong());
      case STRUCT -> struct((Type.Struct) type, random);
      case LIST -> list(((Type.ListOf) type).element(), random);
      case MAP -> map((Type.MapOf) type, random);
    };
  }

  private static BigDecimal decimal(Type.Decimal type, Random random) {
    int bits = type.precision() > 18 ? 120 : 58;
    BigInteger digits = new BigInteger(bits, random);
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.scale());
  }

  private static Object timestamp(Type.Timestamp type, Random random) {
    long seconds = random.nextLong(-5_000_000_000L, 5_000_000_000L);
    int nanos = random.nextInt(1_000);
    return type.zoned()
        ? Instant.ofEpochSecond(seconds, nanos)
        : LocalDateTime.ofEpochSecond(seconds, nanos * 1_000_000, ZoneOffset.UTC);
  }

  private static Map<String, Object> struct(Type.Struct type, Random random) {
    Map<String, Object> map = new LinkedHashMap<>();
    type.fields().forEach(field -> map.put(field.name(), value(field.type(), random)));
    return map;
  }

  private static List<Object> list(Type element, Random random) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(element, random));
    }
    return list;
  }

  private static Map<String, Object> map(Type.MapOf type, Random random) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put("k" + i, value(type.value(), random));
    }
    return map;
  }

  /** Null structs have null children, null lists no elements, offsets are dense. */
  private static void assertCanonical(Column column) {
    if (column instanceof StructColumn struct) {
      for (Column child : struct.children()) {
        assertThat(child.size()).isEqualTo(struct.size());
        for (int slot = 0; slot < struct.size(); slot++) {
          assertThat(!struct.isNull(slot) || child.isNull(slot)).isTrue();
        }
        assertCanonical(child);
      }
    } else if (column instanceof ListColumn list) {
      assertDense(list, list.offsets(), list.elements().size());
      assertCanonical(list.elements());
    } else if (column instanceof MapColumn map) {
      assertDense(map, map.offsets(), map.keys().size());
      assertThat(map.keys().nullCount()).isZero();
      assertCanonical(map.values());
    } else if (column instanceof BytesColumn bytes) {
      assertDense(bytes, bytes.offsets(), bytes.offsets()[bytes.size()]);
    }
  }

  private static void assertDense(Column column, int[] offsets, int end) {
    assertThat(offsets[0]).isZero();
    for (int slot = 0; slot < column.size(); slot++) {
      assertThat(offsets[slot + 1]).isGreaterThanOrEqualTo(offsets[slot]);
      assertThat(!column.isNull(slot) || offsets[slot + 1] == offsets[slot]).isTrue();
    }
    assertThat(offsets[column.size()]).isEqualTo(end);
  }
}
