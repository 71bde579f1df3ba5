// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Any.class)
@Domain(DomainContext.Global.class)
class ConformLawsTest {

  @Property(tries = 500)
  void everyValueArrivesAndTheFormStaysCanonical(
      @ForAll Schema table,
      @ForAll Schema incoming,
      @ForAll SinkCapabilities sink,
      @ForAll Random random,
      @ForAll @IntRange(max = 70) int rows) {
    Evolved evolved = Evolution.plan(table, incoming, sink);
    Conform conform = new Conform(evolved);
    RandomRows source = new RandomRows(random);
    conform.conform(source.batch(incoming, 20));
    Batch batch = source.batch(incoming, rows);

    Batch conformed = conform.conform(batch);

    assertThat(conformed.rows()).isEqualTo(rows);
    conformed.columns().forEach(ConformLawsTest::assertCanonical);
    for (int row = 0; row < rows; row++) {
      assertArrived(
          evolved,
          List.of(),
          incoming.fields(),
          batch.row(row).toMap(),
          evolved.schema().fields(),
          conformed.row(row).toMap());
    }
  }

  @Property(tries = 300)
  void batchesOfSeveralSchemasConformToTheirJoin(
      @ForAll Schema a, @ForAll Schema b, @ForAll Random random) {
    Schema join = SchemaJoin.join(a, b);
    Evolved identity = new Evolved(b, join, List.of(), Map.of());
    Batch batch = new RandomRows(random).batch(b, 10);

    Batch conformed = Conform.between(b, join).conform(batch);

    for (int row = 0; row < 10; row++) {
      assertArrived(
          identity,
          List.of(),
          b.fields(),
          batch.row(row).toMap(),
          join.fields(),
          conformed.row(row).toMap());
    }
  }

  private static void assertArrived(
      Evolved evolved,
      List<String> place,
      List<Field> from,
      Map<?, ?> sent,
      List<Field> to,
      Map<?, ?> arrived) {
    for (Field field : from) {
      FieldPath path = Place.at(place).child(field.name()).incomingPath();
      String name = evolved.beside().getOrDefault(path, field.name());
      Field target = to.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
      assertSame(
          evolved, path, field.type(), sent.get(field.name()), target.type(), arrived.get(name));
    }
    long present = sent.values().stream().filter(value -> value != null).count();
    assertThat(arrived.values().stream().filter(value -> value != null).count()).isEqualTo(present);
  }

  private static void assertSame(
      Evolved evolved, FieldPath path, Type from, Object sent, Type to, Object arrived) {
    if (sent == null || from.equals(to)) {
      assertThat(arrived).isEqualTo(sent);
    } else if (to.equals(Type.STRING) || to.equals(Type.JSON)) {
      assertThat(arrived).isInstanceOf(String.class).isNotEqualTo("");
    } else if (from instanceof Type.Struct a && to instanceof Type.Struct b) {
      assertArrived(
          evolved, path.names(), a.fields(), (Map<?, ?>) sent, b.fields(), (Map<?, ?>) arrived);
    } else if (from instanceof Type.ListOf a && to instanceof Type.ListOf b) {
      assertEach(
          evolved,
          path.child(FieldPath.ELEMENT),
          a.element(),
          (List<?>) sent,
          b.element(),
          (List<?>) arrived);
    } else if (from instanceof Type.MapOf a && to instanceof Type.MapOf b) {
      assertEach(
          evolved,
          path.child(FieldPath.KEY),
          a.key(),
          ((Map<?, ?>) sent).keySet(),
          b.key(),
          ((Map<?, ?>) arrived).keySet());
      assertEach(
          evolved,
          path.child(FieldPath.VALUE),
          a.value(),
          ((Map<?, ?>) sent).values(),
          b.value(),
          ((Map<?, ?>) arrived).values());
    } else if (sent instanceof Float) {
      assertThat(arrived).isEqualTo(((Float) sent).doubleValue());
    } else if (sent instanceof Number) {
      assertThat(new BigDecimal(arrived.toString())).isEqualByComparingTo(sent.toString());
    } else {
      assertThat(arrived).isEqualTo(sent);
    }
  }

  private static void assertEach(
      Evolved evolved,
      FieldPath path,
      Type from,
      Collection<?> sent,
      Type to,
      Collection<?> arrived) {
    assertThat(arrived).hasSameSizeAs(sent);
    Iterator<?> next = arrived.iterator();
    sent.forEach(value -> assertSame(evolved, path, from, value, to, next.next()));
  }

  static void assertCanonical(Column column) {
    int nulls = 0;
    for (int slot = 0; slot < column.size(); slot++) {
      nulls += column.isNull(slot) ? 1 : 0;
    }
    assertThat(column.nullCount()).isEqualTo(nulls);
    if (column instanceof StructColumn struct) {
      struct.children().forEach(child -> assertChild(struct, child));
    } else if (column instanceof ListColumn list) {
      assertOffsets(list, list.offsets(), list.elements().size());
      assertCanonical(list.elements());
    } else if (column instanceof MapColumn map) {
      assertOffsets(map, map.offsets(), map.keys().size());
      assertThat(map.values().size()).isEqualTo(map.keys().size());
      assertThat(map.keys().nullCount()).isZero();
      assertCanonical(map.keys());
      assertCanonical(map.values());
    } else if (column instanceof BytesColumn bytes) {
      assertOffsets(bytes, bytes.offsets(), bytes.offsets()[bytes.size()]);
    }
  }

  private static void assertChild(StructColumn struct, Column child) {
    assertThat(child.size()).isEqualTo(struct.size());
    for (int slot = 0; slot < struct.size(); slot++) {
      assertThat(struct.isNull(slot) && !child.isNull(slot)).isFalse();
    }
    assertCanonical(child);
  }

  private static void assertOffsets(Column column, int[] offsets, int end) {
    assertThat(offsets[0]).isZero();
    for (int slot = 0; slot < column.size(); slot++) {
      assertThat(offsets[slot + 1]).isGreaterThanOrEqualTo(offsets[slot]);
      assertThat(column.isNull(slot) && offsets[slot + 1] > offsets[slot]).isFalse();
    }
    assertThat(offsets[column.size()]).isEqualTo(end);
  }
}
