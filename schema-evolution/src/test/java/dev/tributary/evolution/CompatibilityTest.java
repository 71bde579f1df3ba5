// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

  @Test
  void whatComesOptionalAndWhatWidensKeepsReadersAndRows() {
    assertKept("struct<id:int!>", "struct<id:long!,name:string>");
    assertKept("struct<n:decimal(8,2)>", "struct<n:decimal(10,2)>");
    assertKept("struct<t:timestamp(micros)>", "struct<t:timestamp(nanos)>");
    assertKept("struct<id:int!>", "struct<id:int>");
    assertKept("struct<a:int,b:int>", "struct<b:int,a:int>");
  }

  @Test
  void aColumnThatGoesBreaksItsReaders() {
    assertThat(between("struct<id:int,name:string>", "struct<id:int,label:string>"))
        .extracting(Difference::toString, Difference::breaks)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("- name string", true),
            org.assertj.core.groups.Tuple.tuple("+ label string", false));
    assertThat(between("struct<id:int,name:string>", "struct<id:int,label:string>").get(0).why())
        .contains("renamed to 'label'?");
  }

  @Test
  void whatNarrowsOrIsNewlyRequiredRefusesRows() {
    assertBroken("struct<id:long>", "struct<id:int>", "~ id long -> int");
    assertBroken("struct<id:long>", "struct<id:long!>", "~ id long -> long!");
    assertBroken("struct<id:long>", "struct<id:long,a:int!>", "+ a int!");
    assertBroken("struct<n:string>", "struct<n:long>", "~ n string -> long");
    assertBroken("struct<n:boolean>", "struct<n:long>", "~ n boolean -> long");
  }

  @Test
  void anotherKindOfValueBreaksReadersThoughEveryValueFits() {
    assertBroken("struct<n:long>", "struct<n:string>", "~ n long -> string");
    assertBroken("struct<n:long>", "struct<n:double>", "~ n long -> double");
  }

  @Test
  void differencesReachIntoStructsInLists() {
    assertBroken(
        "struct<items:list<struct<sku:string>>>",
        "struct<items:list<struct<sku:string!>!>>",
        "~ items.element struct<sku:string> -> struct<sku:string!>!");
  }

  @Test
  void theUnitsOfTimesMayOnlyGetFiner() {
    List<Difference> differences =
        Compatibility.between(
            Schema.of(Field.optional("t", Type.time(Unit.NANOS))),
            Schema.of(Field.optional("t", Type.time(Unit.MICROS))));

    assertThat(Compatibility.isKept(differences)).isFalse();
  }

  @Property(tries = 500)
  @Domain(Any.class)
  void whatIsKeptTakesAllRowsWithoutAChange(@ForAll Schema before, @ForAll Schema after) {
    if (Compatibility.isKept(Compatibility.between(before, after)) && after.size() > 0) {
      assertThat(Evolution.plan(after, before, Sinks.STIFF).changes()).isEmpty();
    }
  }

  @Property(tries = 300)
  @Domain(Any.class)
  void whatATableGrowsToByItselfIsKeptUnlessKindsMix(@ForAll Schema before, @ForAll Schema more) {
    Schema grown = Evolution.plan(before, more, Sinks.STIFF).schema();

    if (before.size() > 0) {
      assertThat(Compatibility.isKept(Compatibility.between(before, grown))).isTrue();
    }
  }

  @Property(tries = 100)
  @Domain(Any.class)
  void aSchemaDoesNotDifferFromItself(@ForAll Schema schema) {
    assertThat(Compatibility.between(schema, schema)).isEmpty();
  }

  private static void assertKept(String before, String after) {
    assertThat(Compatibility.isKept(between(before, after))).isTrue();
  }

  private static void assertBroken(String before, String after, String difference) {
    assertThat(between(before, after))
        .filteredOn(Difference::breaks)
        .extracting(Difference::toString)
        .contains(difference);
  }

  private static List<Difference> between(String before, String after) {
    return Compatibility.between(schema(before), schema(after));
  }

  private static Schema schema(String text) {
    return Schema.of(((Type.Struct) TypeText.parse(text)).fields());
  }
}
