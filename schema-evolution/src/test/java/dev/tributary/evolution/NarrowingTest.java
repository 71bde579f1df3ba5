// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NarrowingTest {

  @Test
  void wholeNumbersLeaveABatchOfDoublesForAColumnOfLongs() {
    Batch batch = batch(Type.DOUBLE, 1.0, 0.5, -0.0);

    List<Narrowing.Rows> sorted = sorted(Type.LONG, batch);

    assertThat(types(sorted)).containsExactly(Type.LONG, Type.DOUBLE);
    assertThat(sorted.get(0).batch().column("a").value(0)).isEqualTo(1L);
    assertThat(sorted.get(1).places().applyAsInt(1)).isEqualTo(2);
  }

  @Test
  void aColumnThatHoldsTheTypeLeavesTheBatchAsItIs() {
    Batch batch = batch(Type.LONG, 1L, 2L);

    assertThat(sorted(Type.STRING, batch).get(0).batch()).isSameAs(batch);
  }

  @Test
  void whatNoDoubleHoldsIsADecimalBesideAColumnOfDoubles() {
    assertThat(types(sorted(Type.DOUBLE, batch(Type.LONG, 7L, (1L << 53) + 1))))
        .containsExactly(Type.DOUBLE, Type.decimal(19, 0));
  }

  @Test
  void decimalsTakeDoublesThatReadAsTheyDo() {
    List<Narrowing.Rows> sorted = sorted(Type.decimal(10, 2), batch(Type.DOUBLE, 0.1, 0.001));

    assertThat(sorted.get(0).batch().column("a").value(0)).isEqualTo(new BigDecimal("0.10"));
    assertThat(types(sorted)).containsExactly(Type.decimal(10, 2), Type.DOUBLE);
  }

  @Test
  void aListFitsWhenAllOfItDoes() {
    Schema lists = Schema.of(Field.optional("a", Type.list(Type.DOUBLE)));
    Batch batch = Rows.of(lists, Map.of("a", List.of(1.0, 2.0)), Map.of("a", List.of(1.0, 0.5)));

    assertThat(types(sorted(Type.list(Type.LONG), batch)))
        .containsExactly(Type.list(Type.LONG), Type.list(Type.DOUBLE));
  }

  @Test
  void rowsWithoutANumberDoNotBringAColumnForOne() {
    Batch batch = Rows.of(schema(Type.DOUBLE), Map.of("a", 0.5), Map.of());

    assertThat(types(sorted(Type.BOOLEAN, batch))).containsExactly(Type.DOUBLE, Type.BOOLEAN);
  }

  private static List<Narrowing.Rows> sorted(Type column, Batch batch) {
    return new Narrowing(schema(column), Sinks.PLAIN).of(batch);
  }

  private static List<Type> types(List<Narrowing.Rows> sorted) {
    List<Type> types = new ArrayList<>();
    sorted.forEach(rows -> types.add(rows.batch().schema().fields().get(0).type()));
    return types;
  }

  private static Batch batch(Type type, Object... values) {
    BatchBuilder builder = new BatchBuilder(schema(type));
    List.of(values).forEach(value -> builder.add(Map.of("a", value)));
    return builder.build();
  }

  private static Schema schema(Type type) {
    return Schema.of(Field.optional("a", type));
  }
}
