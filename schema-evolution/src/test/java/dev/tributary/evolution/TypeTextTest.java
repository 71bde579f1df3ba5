// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(Any.class)
@Domain(DomainContext.Global.class)
class TypeTextTest {

  @Property(tries = 500)
  void whatIsWrittenIsReadAgain(@ForAll Type type) {
    assertThat(TypeText.parse(TypeText.of(type))).isEqualTo(type);
  }

  @Property(tries = 200)
  void anyNameOfAFieldIsReadAgain(@ForAll @StringLength(min = 1, max = 20) String name) {
    Type type = Type.struct(Field.required(name, Type.DATE), Field.optional(name + "'", Type.INT));

    assertThat(TypeText.parse(TypeText.of(type))).isEqualTo(type);
  }

  @Property(tries = 500)
  void anyTextIsATypeOrAnArgumentOfTheCaller(@ForAll String text) {
    try {
      TypeText.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("is ");
    }
  }

  @Test
  void typesAreWrittenAsPeopleWriteThem() {
    assertThat(TypeText.parse("Struct< id : bigint!, tags: list<text> >"))
        .isEqualTo(
            Type.struct(
                Field.required("id", Type.LONG), Field.optional("tags", Type.list(Type.STRING))));
    assertThat(TypeText.of(Type.timestampZoned(Unit.NANOS))).isEqualTo("timestamptz(nanos)");
    assertThat(TypeText.parse("timestamp")).isEqualTo(Type.timestamp(Unit.MICROS));
    assertThat(TypeText.parse("decimal(18)")).isEqualTo(Type.decimal(18, 0));
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> TypeText.parse("list<strin>"))
        .hasMessage("is no type: at character 6 there is 'strin>', not a type");
    assertThatThrownBy(() -> TypeText.parse("decimal(40,2)")).hasMessageContaining("precision 40");
  }

  @Test
  void typesWithoutEndAreRefused() {
    assertThatThrownBy(() -> TypeText.parse("list<".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deeper than 64");
  }

  @Test
  void aNumberThatIsNoDigitIsQuotedInAName() {
    Type type = Type.struct(Field.optional("m²", Type.INT));

    assertThat(TypeText.parse(TypeText.of(type))).isEqualTo(type);
  }
}
