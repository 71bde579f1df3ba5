// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How types that differ between batches are settled, inside a load and against a table. */
class DriftTest {

  private static final long TWO_TO_53 = 1L << 53;
  private static final Schema WHOLE = Schema.of(Field.optional("amount", Type.LONG));
  private static final Schema BROKEN = Schema.of(Field.optional("amount", Type.DOUBLE));

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final MemoryStateStore state = new MemoryStateStore();

  @Test
  void wholeNumbersAndFractionsOfOneLoadMeetInDouble() {
    load(MemorySource.stream("sums", WHOLE).row(1L).schema(BROKEN).row(0.5));

    assertThat(values("amount")).containsExactlyInAnyOrder(1.0, 0.5);
  }

  @Test
  void aWholeNumberThatNoDoubleHoldsMakesThemText() {
    load(MemorySource.stream("sums", WHOLE).row(TWO_TO_53 + 1).schema(BROKEN).row(0.5));

    assertThat(values("amount")).containsExactlyInAnyOrder("9007199254740993", "0.5");
  }

  @Test
  void whereTheTableHasDoublesItGoesBeside() {
    MemoryStream sums = MemorySource.stream("sums", BROKEN).row(0.5);
    load(sums);
    load(sums.schema(WHOLE).row(TWO_TO_53 + 1));

    assertThat(values("amount")).containsExactlyInAnyOrder(0.5, null);
    assertThat(warehouse.rows("sums"))
        .anySatisfy(row -> assertThat(row.toString()).contains("9007199254740993"));
  }

  @Test
  void besideAColumnOfAnotherKindEachKindHasAColumnOfItsOwn() {
    MemoryStream sums =
        MemorySource.stream("sums", Schema.of(Field.optional("amount", Type.BOOLEAN))).row(true);
    load(sums);
    load(sums.schema(BROKEN).row(0.5).schema(WHOLE).row(TWO_TO_53 + 1));

    assertThat(values("amount__long")).containsExactlyInAnyOrder(null, TWO_TO_53 + 1, null);
    assertThat(values("amount__double")).containsExactlyInAnyOrder(null, null, 0.5);
  }

  @Test
  void aColumnOfWholeNumbersTakesThoseOfABatchOfDoubles() {
    MemoryStream sums = MemorySource.stream("sums", WHOLE).row(7L);
    load(sums);
    load(sums.schema(BROKEN).row(1.0).row(0.5));

    assertThat(values("amount")).containsExactlyInAnyOrder(7L, 1L, null);
    assertThat(values("amount__double")).containsExactlyInAnyOrder(null, null, 0.5);
  }

  private List<Object> values(String column) {
    return warehouse.rows("sums").stream().map(row -> (Object) row.get(column)).toList();
  }

  private void load(MemoryStream stream) {
    try (Pipeline pipeline =
        Pipeline.named("shop")
            .source(MemorySource.of(stream.unannounced()))
            .sink(warehouse.sink())
            .state(state)
            .stream(StreamSpec.of("sums").withCursor("amount"))
            .build()) {
      pipeline.run().orThrow();
    }
  }
}
