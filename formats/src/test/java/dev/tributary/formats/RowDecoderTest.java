// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.RowText;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowDecoderTest {

  @Property(tries = 500)
  void whatWasWrittenIsWhatComesBack(@ForAll long seed) {
    Batch written = new AnyRows(seed).batch(5);
    BatchBuilder builder = new BatchBuilder(written.schema());
    RowDecoder decoder = new RowDecoder(builder);

    for (int i = 0; i < written.rows(); i++) {
      decoder.add(RowText.json(written, i));
    }

    assertThat(builder.build().toMaps()).isEqualTo(written.toMaps());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{\"id\":1,\"x\":1}; 'x'",
        "{\"id\":\"a\"}; long",
        "{\"id\":1.5}; long",
        "{}; 'id'",
        "{\"id\":null}; 'id'",
        "{\"id\":1,\"id\":1}; two fields",
        "{\"id\":1,\"s\":5}; string",
        "{\"id\":1,\"l\":{}}; list",
        "{\"id\":1,\"l\":[\"2023-02-30\"]}; date",
        "{\"id\":1,\"l\":[\"2023-02-03\"; ends in the middle",
        "{\"id\":1} {}; follows",
        "[]; no object",
      })
  void whatDoesNotFitIsRefusedAndLeavesNothingBehind(String row, String reason) {
    Schema schema =
        Schema.of(
            Field.required("id", Type.LONG),
            Field.optional("s", Type.STRING),
            Field.optional("l", Type.list(Type.DATE)));
    BatchBuilder builder = new BatchBuilder(schema);
    RowDecoder decoder = new RowDecoder(builder);

    TributaryException error =
        catchThrowableOfType(TributaryException.class, () -> decoder.add(row));
    decoder.add("{\"id\":7}");

    assertThat(error.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(error).hasMessageContaining(reason);
    assertThat(builder.build().toMaps()).extracting(map -> map.get("id")).containsExactly(7L);
    assertThat(builder.build().toMaps()).noneMatch(map -> map.equals(Map.of()));
  }
}
