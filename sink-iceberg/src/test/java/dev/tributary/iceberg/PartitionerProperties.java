// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.transforms.Transform;
import org.jspecify.annotations.Nullable;

/** Partitions are those that Iceberg's own transforms give, for every type and transform. */
class PartitionerProperties {

  private static final IcebergTypes TYPES = new IcebergTypes(3);
  private static final List<Type> ALL =
      List.of(
          Type.BOOLEAN,
          Type.INT,
          Type.LONG,
          Type.FLOAT,
          Type.DOUBLE,
          Type.DATE,
          Type.STRING,
          Type.BINARY,
          Type.UUID,
          Type.decimal(9, 2),
          Type.decimal(30, 4),
          Type.time(Unit.MICROS),
          Type.timestamp(Unit.MICROS),
          Type.timestampZoned(Unit.MICROS),
          Type.timestamp(Unit.NANOS),
          Type.timestampZoned(Unit.NANOS));
  private static final List<String> TRANSFORMS =
      List.of(
          "identity",
          "year",
          "month",
          "day",
          "hour",
          "void",
          "bucket[1]",
          "bucket[16]",
          "truncate[1]",
          "truncate[7]");

  @Provide
  Arbitrary<Type> types() {
    return Arbitraries.of(ALL);
  }

  @Provide
  Arbitrary<String> transforms() {
    return Arbitraries.of(TRANSFORMS);
  }

  @Property(tries = 400)
  void aRowIsWhereIcebergWouldPutIt(
      @ForAll("types") Type type,
      @ForAll("transforms") String one,
      @ForAll("transforms") String other,
      @ForAll long seed) {
    Schema rows =
        Schema.of(
            Field.optional("a", type),
            Field.optional("s", new Type.Struct(List.of(Field.optional("b", Type.STRING)))));
    org.apache.iceberg.Schema schema = TYPES.toIceberg(rows);
    LayoutTerm first = new LayoutTerm("a", one);
    LayoutTerm second = new LayoutTerm("s.b", other);
    if (!first.iceberg().canTransform(schema.findType("a"))
        || !second.iceberg().canTransform(schema.findType("s.b"))) {
      return;
    }
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    first.addTo(builder);
    second.addTo(builder);
    PartitionSpec spec = builder.build();
    Partitioner partitioner = new Partitioner(spec, schema, rows);
    Random random = new Random(seed);

    for (int round = 0; round < 3; round++) {
      Batch batch = batch(rows, type, random);
      int[] partitions = Arrays.copyOf(partitioner.assign(batch), batch.rows());
      for (int row = 0; row < batch.rows(); row++) {
        PartitionData key = partitioner.key(partitions[row]);
        assertThat(partitions[row]).isLessThan(partitioner.size());
        assertThat(key.get(0)).isEqualTo(expected(spec, schema, 0, batch.column("a").value(row)));
        @Nullable Map<?, ?> struct = (Map<?, ?>) batch.column("s").value(row);
        assertThat(key.get(1))
            .isEqualTo(expected(spec, schema, 1, struct == null ? null : struct.get("b")));
      }
      List<List<Object>> keys = new ArrayList<>();
      for (int partition : partitions) {
        PartitionData key = partitioner.key(partition);
        keys.add(Arrays.asList(key.get(0), key.get(1)));
      }
      assertThat(keys.stream().distinct().count())
          .isEqualTo(Arrays.stream(partitions).distinct().count());
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object expected(
      PartitionSpec spec, org.apache.iceberg.Schema schema, int field, @Nullable Object value) {
    Transform<Object, Object> transform =
        (Transform<Object, Object>) spec.fields().get(field).transform();
    Object source = internal(value, schema.findType(spec.fields().get(field).sourceId()));
    return transform.bind(schema.findType(spec.fields().get(field).sourceId())).apply(source);
  }

  /** As Iceberg holds the value. */
  private static @Nullable Object internal(
      @Nullable Object value, org.apache.iceberg.types.Type type) {
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    if (value instanceof LocalTime time) {
      return time.toNanoOfDay() / 1_000;
    }
    ChronoUnit unit =
        type.typeId() == org.apache.iceberg.types.Type.TypeID.TIMESTAMP_NANO
            ? ChronoUnit.NANOS
            : ChronoUnit.MICROS;
    if (value instanceof LocalDateTime time) {
      return unit.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
    }
    if (value instanceof Instant time) {
      return unit.between(Instant.EPOCH, time);
    }
    return value;
  }

  private static Batch batch(Schema schema, Type type, Random random) {
    BatchBuilder builder = new BatchBuilder(schema);
    int rows = 1 + random.nextInt(40);
    for (int row = 0; row < rows; row++) {
      builder.column(0).append(random.nextInt(5) == 0 ? null : value(type, random));
      builder
          .column(1)
          .append(
              random.nextInt(5) == 0
                  ? null
                  : dev.tributary.tck.Batches.row(
                      "b", random.nextInt(5) == 0 ? null : value(Type.STRING, random)));
      builder.endRow();
    }
    return builder.build();
  }

  private static Object value(Type type, Random random) {
    long small = random.nextInt(41) - 20;
    long number = random.nextBoolean() ? small : random.nextLong();
    Instant time = Instant.EPOCH.plusSeconds(random.nextInt()).plusNanos(random.nextInt(1_000_000));
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case INT -> (int) number;
      case LONG -> number;
      case FLOAT -> random.nextInt(4) == 0 ? Float.NaN : (float) small;
      case DOUBLE -> random.nextInt(4) == 0 ? -0.0 : small / 2.0;
      case DATE -> LocalDate.ofEpochDay((int) (number % 1_000_000));
      case TIME -> LocalTime.ofNanoOfDay(Math.floorMod(number, 86_400_000_000L) * 1_000);
      case DECIMAL -> {
        Type.Decimal decimal = (Type.Decimal) type;
        yield new BigDecimal(BigInteger.valueOf(number % 100_000_000L), decimal.scale());
      }
      case TIMESTAMP -> {
        Type.Timestamp stamp = (Type.Timestamp) type;
        Instant exact = stamp.unit() == Unit.NANOS ? time : time.truncatedTo(ChronoUnit.MICROS);
        yield stamp.zoned() ? exact : LocalDateTime.ofInstant(exact, ZoneOffset.UTC);
      }
      case BINARY ->
          ByteBuffer.wrap(Arrays.copyOf(new byte[] {(byte) small, -1}, random.nextInt(9)));
      case UUID -> new UUID(small, 7);
      default -> text(random);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int letters = random.nextInt(10);
    for (int i = 0; i < letters; i++) {
      text.appendCodePoint("aä€😀".codePoints().toArray()[random.nextInt(4)]);
    }
    return text.toString();
  }
}
