// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaJsonTest {

  /** The form as it is in manifests that exist; a change needs a new version of it. */
  private static final String FORM_1 =
      "{\"version\":1,\"fields\":["
          + "{\"name\":\"id\",\"type\":\"long\",\"required\":true},"
          + "{\"name\":\"amount\",\"type\":{\"kind\":\"decimal\",\"precision\":10,\"scale\":2}},"
          + "{\"name\":\"at\",\"type\":{\"kind\":\"timestamp\",\"unit\":\"micros\",\"zoned\":true}},"
          + "{\"name\":\"noon\",\"type\":{\"kind\":\"time\",\"unit\":\"millis\"}},"
          + "{\"name\":\"lines\",\"type\":{\"kind\":\"list\",\"element\":"
          + "{\"kind\":\"struct\",\"fields\":[{\"name\":\"sku\",\"type\":\"string\"}]}}},"
          + "{\"name\":\"tags\",\"type\":{\"kind\":\"map\",\"key\":\"string\",\"value\":\"json\","
          + "\"required\":true}}]}";

  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("amount", Type.decimal(10, 2)),
          Field.optional("at", Type.timestampZoned(Type.Unit.MICROS)),
          Field.optional("noon", Type.time(Type.Unit.MILLIS)),
          Field.optional("lines", Type.list(Type.struct(Field.optional("sku", Type.STRING)))),
          Field.optional("tags", new Type.MapOf(Type.STRING, Type.JSON, true)));

  @Test
  void aSchemaHasThisForm() {
    assertThat(PlainJson.write(SchemaJson.toFields(SCHEMA))).isEqualTo(FORM_1);
    assertThat(SchemaJson.fromFields(PlainJson.read(FORM_1))).isEqualTo(SCHEMA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fields\":[]}",
        "{\"version\":0,\"fields\":[]}",
        "{\"version\":1,\"fields\":[],\"more\":1}",
        "{\"version\":1,\"fields\":[{\"name\":\"\",\"type\":\"long\"}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\"}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\",\"type\":\"decimal\"}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\",\"type\":\"geometry\"}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\",\"type\":\"long\",\"default\":1}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\",\"type\":"
            + "{\"kind\":\"decimal\",\"precision\":4294967306,\"scale\":2}}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\",\"type\":\"long\"},"
            + "{\"name\":\"a\",\"type\":\"long\"}]}"
      })
  void whatIsNoSchemaIsUnreadable(String text) {
    assertThatThrownBy(() -> SchemaJson.fromFields(PlainJson.read(text)))
        .isInstanceOf(TributaryException.class)
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  @Test
  void aNewerFormAsksForANewerTributary() {
    assertThatThrownBy(
            () -> SchemaJson.fromFields(PlainJson.read("{\"version\":2,\"columns\":[]}")))
        .hasMessageContaining("form 2")
        .extracting(e -> ((TributaryException) e).nextStep())
        .asString()
        .contains("version of Tributary that wrote it");
  }
}
