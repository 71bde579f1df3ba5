// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

class FieldIdsTest {

  private static final org.apache.iceberg.Schema TABLE =
      new org.apache.iceberg.Schema(
          Types.NestedField.optional(1, "id", Types.IntegerType.get()),
          Types.NestedField.optional(
              5,
              "place",
              Types.StructType.of(Types.NestedField.optional(6, "city", Types.StringType.get()))));

  private static org.apache.iceberg.Schema bind(Field... fields) {
    return FieldIds.bind(new IcebergTypes(3).toIceberg(Schema.of(fields)), TABLE, 6);
  }

  private static boolean fits(Field... fields) {
    return FieldIds.fit(bind(fields), TABLE);
  }

  private static Field id(Type type) {
    return Field.optional("id", type);
  }

  @Test
  void knownFieldsGetTheTablesIdsWhateverTheirOrder() {
    Type place = Type.struct(Field.optional("city", Type.STRING));

    org.apache.iceberg.Schema bound = bind(Field.optional("place", place), id(Type.INT));

    assertThat(bound.findField("place").fieldId()).isEqualTo(5);
    assertThat(bound.findField("place.city").fieldId()).isEqualTo(6);
    assertThat(bound.findField("id").fieldId()).isEqualTo(1);
  }

  @Test
  void newFieldsGetTheNextIdsInTheOrderOfTheirNames() {
    org.apache.iceberg.Schema bound =
        bind(
            id(Type.INT),
            Field.optional("tags", Type.list(Type.STRING)),
            Field.optional("note", Type.STRING));

    assertThat(bound.findField("note").fieldId()).isEqualTo(7);
    assertThat(bound.findField("tags").fieldId()).isEqualTo(8);
    assertThat(bound.findField("tags.element").fieldId()).isEqualTo(9);
    assertThat(bound.columns())
        .extracting(Types.NestedField::name)
        .containsExactly("id", "tags", "note");
  }

  @Test
  void rowsThatCameInAnotherOrderGetTheSameIds() {
    Field zip = Field.optional("zip", Type.STRING);
    Field city = Field.optional("city", Type.STRING);
    Field area = Field.optional("area", Type.LONG);
    Field note = Field.optional("note", Type.list(Type.struct(zip, area)));
    Field turned = Field.optional("note", Type.list(Type.struct(area, zip)));

    org.apache.iceberg.Schema one = bind(Field.optional("place", Type.struct(city, zip)), note);
    org.apache.iceberg.Schema other = bind(turned, Field.optional("place", Type.struct(zip, city)));

    for (String path : TypeUtil.indexByName(one.asStruct()).keySet()) {
      assertThat(other.findField(path).fieldId()).isEqualTo(one.findField(path).fieldId());
    }
  }

  @Test
  void aVariantFitsAVariantAndNothingElse() {
    org.apache.iceberg.Schema file = bind(Field.optional("json", Type.JSON));
    org.apache.iceberg.Schema text =
        new org.apache.iceberg.Schema(
            Types.NestedField.optional(7, "json", Types.StringType.get()));

    assertThat(FieldIds.fit(file, file)).isTrue();
    assertThat(FieldIds.fit(file, text)).isFalse();
    assertThat(FieldIds.fit(text, file)).isFalse();
    assertThat(fits(Field.optional("place", Type.struct(Field.optional("city", Type.JSON)))))
        .isFalse();
  }

  @Test
  void aFileWithFewerColumnsFits() {
    assertThat(fits(id(Type.INT))).isTrue();
  }

  @Test
  void aFileWithANewColumnDoesNotFit() {
    assertThat(fits(id(Type.INT), Field.optional("note", Type.STRING))).isFalse();
    assertThat(
            fits(
                Field.optional(
                    "place",
                    Type.struct(
                        Field.optional("city", Type.STRING), Field.optional("zip", Type.STRING)))))
        .isFalse();
  }

  @Test
  void aFileWhoseColumnIsWiderOrOtherThanTheTablesDoesNotFit() {
    assertThat(fits(id(Type.LONG))).isFalse();
    assertThat(fits(id(Type.STRING))).isFalse();
    assertThat(fits(Field.optional("place", Type.STRING))).isFalse();
  }

  @Test
  void aFileWrittenBeforeTheTablesColumnWidenedFits() {
    org.apache.iceberg.Schema widened =
        new org.apache.iceberg.Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));

    assertThat(FieldIds.fit(bind(id(Type.INT)), widened)).isTrue();
  }

  @Test
  void aFileDoesNotFitWhenItsIdWasGivenToAnotherColumn() {
    org.apache.iceberg.Schema file = bind(Field.optional("note", Type.STRING));
    org.apache.iceberg.Schema other =
        new org.apache.iceberg.Schema(
            Types.NestedField.optional(7, "remark", Types.StringType.get()));

    assertThat(FieldIds.fit(file, other)).isFalse();
  }

  @Test
  void aFileThatMayHoldNullsDoesNotFitARequiredColumn() {
    org.apache.iceberg.Schema required =
        new org.apache.iceberg.Schema(Types.NestedField.required(1, "id", Types.IntegerType.get()));

    assertThat(FieldIds.fit(bind(id(Type.INT)), required)).isFalse();
    assertThat(FieldIds.fit(bind(Field.required("id", Type.INT)), required)).isTrue();
    assertThat(FieldIds.fit(bind(Field.optional("place", Type.STRING)), required)).isFalse();
  }
}
