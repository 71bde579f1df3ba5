// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SchemaJoinTest {

  private static final Field USER_ID = Field.optional("userId", Type.LONG);

  @Test
  void namesInsideOfAFieldStayWhereItMeetsAnotherKind() {
    Schema nested = Schema.of(Field.optional("a", Type.list(Type.struct(USER_ID))));
    Schema plain = Schema.of(Field.optional("a", Type.BOOLEAN));

    assertThat(SchemaJoin.join(nested, plain).field("a").orElseThrow().type()).isEqualTo(Type.JSON);
    assertThat(SchemaJoin.names(nested, plain))
        .isEqualTo(
            Schema.of(Field.optional("a", Type.struct(Field.optional("userId", Type.STRING)))));
  }

  @Property(tries = 200)
  void namesOfManyDoNotDependOnWhoCameFirst(@ForAll long seed) {
    RandomNested any = new RandomNested(seed);
    Schema a = any.schema();
    Schema b = any.schema();
    Schema c = any.schema();

    Schema first = SchemaJoin.names(SchemaJoin.names(a, b), c);
    Schema last = SchemaJoin.names(c, SchemaJoin.names(b, a));

    assertThat(Any.sorted(last)).isEqualTo(Any.sorted(first));
    assertThat(SchemaJoin.names(first, a)).isEqualTo(first);
  }
}
