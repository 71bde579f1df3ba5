// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final Schema NESTED =
      Schema.of(Field.optional("items", Type.list(Type.struct(Field.optional("n", Type.INT)))));

  @Test
  void keepMakesOnlyTheRootTable() {
    assertThat(Shape.keep().tables(NESTED)).isEqualTo(Map.of(Shape.ROOT, NESTED));
  }

  @Test
  void keepHandsOnTheVeryBatch() {
    Batch batch = new BatchBuilder(NESTED).build();

    assertThat(Shape.keep().of(batch)).containsExactly(new Shape.Rows(Shape.ROOT, batch));
  }
}
