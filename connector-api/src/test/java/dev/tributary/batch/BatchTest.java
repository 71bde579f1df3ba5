// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTest {

  private static final Schema SCHEMA =
      Schema.of(Field.required("id", Type.LONG), Field.optional("note", Type.STRING));

  @Test
  void columnsAreFilledTypedAndReadAsRows() {
    BatchBuilder builder = new BatchBuilder(SCHEMA);
    ((LongColumn) builder.column(0)).append(7);
    ((BytesColumn) builder.column(1)).append("seven");
    builder.endRow();

    assertThat(builder.build().row(0).toMap()).isEqualTo(Map.of("id", 7L, "note", "seven"));
  }

  @Test
  void aRequiredFieldWithANullIsNoBatch() {
    BatchBuilder builder = new BatchBuilder(SCHEMA);
    builder.add(Map.of("note", "no id"));

    assertThatThrownBy(builder::build).hasMessageContaining("'id'");
  }

  @Test
  void aBatchIsFullAtSoManyRows() {
    BatchBuilder builder = new BatchBuilder(SCHEMA, 2, 1 << 20);
    builder.add(Map.of("id", 1L));
    assertThat(builder.isFull()).isFalse();
    builder.add(Map.of("id", 2L));
    assertThat(builder.isFull()).isTrue();
  }

  @Test
  void aBatchIsFullAtSoManyBytesHoweverFewItsRows() {
    BatchBuilder builder = new BatchBuilder(SCHEMA, 1_000, 1_000);
    builder.add(Map.of("id", 1L, "note", "x".repeat(2_000)));

    assertThat(builder.isFull()).isTrue();
  }

  @Test
  void aBuilderThatWasResetBeginsAnew() {
    BatchBuilder builder = new BatchBuilder(SCHEMA);
    builder.add(Map.of("id", 1L));
    builder.reset();
    builder.add(Map.of("id", 2L));

    assertThat(builder.build().toMaps()).extracting(row -> row.get("id")).containsExactly(2L);
  }

  @Test
  void aColumnOfAnotherLengthIsNoBatch() {
    assertThatThrownBy(
            () -> new Batch(SCHEMA, List.of(Column.of(Type.LONG), Column.of(Type.STRING)), 1))
        .hasMessageContaining("0 of 1 rows");
  }

  @Test
  void aNumberWithMoreDigitsThanItsColumnIsRefused() {
    Column column = Column.of(Type.decimal(4, 2));

    assertThatThrownBy(() -> column.append(new BigDecimal("123.45")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> column.append(new BigDecimal("1.234")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTimeFinerThanItsColumnIsRefused() {
    Column column = Column.of(Type.timestampZoned(Type.Unit.MILLIS));

    assertThatThrownBy(() -> column.append(Instant.ofEpochSecond(0, 1)))
        .hasMessageContaining("finer");
  }

  @Test
  void aValueOfAnotherJavaTypeIsRefused() {
    assertThatThrownBy(() -> Column.of(Type.LONG).append("7")).hasMessageContaining("String");
  }

  @Test
  void fieldsAreRenamedAtEveryLevelAndLeavesStayTheVeryColumns() {
    Schema nested = items("itemNo");
    BatchBuilder builder = new BatchBuilder(nested);
    builder.add(Map.of("items", List.of(Map.of("itemNo", 7L))));
    Batch batch = builder.build();

    Batch renamed = batch.withSchema(items("item_no"));

    assertThat(renamed.toMaps()).containsExactly(Map.of("items", List.of(Map.of("item_no", 7L))));
    assertThat(leaf(renamed)).isSameAs(leaf(batch));
  }

  @Test
  void aColumnIsNeverCalledByAnotherType() {
    Type struct = Type.struct(Field.optional("a", Type.LONG));

    for (Type other :
        List.of(
            Type.LONG,
            Type.struct(Field.optional("a", Type.INT)),
            Type.struct(Field.required("a", Type.LONG)),
            Type.struct())) {
      assertThatThrownBy(() -> Column.of(struct).as(other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be called");
    }
  }

  private static Schema items(String name) {
    return Schema.of(
        Field.optional("items", Type.list(Type.struct(Field.optional(name, Type.LONG)))));
  }

  private static Column leaf(Batch batch) {
    return ((StructColumn) ((ListColumn) batch.column("items")).elements()).child(0);
  }
}
