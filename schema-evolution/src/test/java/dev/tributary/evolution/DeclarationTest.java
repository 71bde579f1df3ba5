// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Secret;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationTest {

  private static final Declaration CUSTOMERS =
      Declaration.of(
          List.of(
              DeclaredColumn.of("id").as(Type.LONG).required(),
              DeclaredColumn.of("name").named("full_name"),
              DeclaredColumn.of("mail").hashed(Secret.of("pepper")),
              DeclaredColumn.of("card").masked(4),
              DeclaredColumn.of("password").excluded(),
              DeclaredColumn.of("address", "zip").as(Type.STRING).orElse("?")));

  @Test
  void aTableIsMadeWithAllDeclaredFieldsAlsoThoseNeverSeen() {
    Schema incoming =
        Schema.of(
            Field.optional("name", Type.STRING),
            Field.optional("password", Type.STRING),
            Field.optional("age", Type.INT));

    assertThat(CUSTOMERS.schema(incoming))
        .isEqualTo(
            Schema.of(
                Field.optional("full_name", Type.STRING),
                Field.optional("age", Type.INT),
                Field.required("id", Type.LONG),
                Field.optional("mail", Type.STRING),
                Field.optional("card", Type.STRING),
                Field.optional("address", Type.struct(Field.optional("zip", Type.STRING)))));
  }

  @Test
  void aDeclarationTravelsAndKeepsItsSaltToItself() {
    assertThat(Declaration.from(CUSTOMERS.reveal())).isEqualTo(CUSTOMERS);
    assertThat(CUSTOMERS.toString()).contains("mail").doesNotContain("pepper");
  }

  @Test
  void itIsReadFromPlainSettings() {
    List<String> problems = new ArrayList<>();
    Declaration declaration =
        Declaration.read(
            "columns",
            Map.of(
                "amount", "decimal(18,2)",
                "customer.mail", Map.of("hash", true, "salt", "pepper"),
                "card", Map.of("mask", 4)),
            problems);

    assertThat(problems).isEmpty();
    assertThat(declaration.columns())
        .containsExactlyInAnyOrder(
            DeclaredColumn.of("amount").as(Type.decimal(18, 2)),
            DeclaredColumn.of("customer", "mail").hashed(Secret.of("pepper")),
            DeclaredColumn.of("card").masked(4));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    List<String> problems = new ArrayList<>();
    Declaration.read(
        "columns",
        Map.of(
            "a", "strin",
            "b", Map.of("hash", true, "mask", 2),
            "c", Map.of("default", "x"),
            "d", Map.of("type", "long", "default", "x"),
            "e", Map.of("typ", "long"),
            "f..g", "long",
            "h", 7),
        problems);

    assertThat(problems).hasSize(7);
  }

  @Test
  void columnsThatContradictEachOtherAreRefused() {
    assertThatThrownBy(
            () ->
                Declaration.of(
                    List.of(
                        DeclaredColumn.of("a").named("c"),
                        DeclaredColumn.of("b").named("c"),
                        DeclaredColumn.of("d").hashed().as(Type.LONG))))
        .hasMessageContainingAll("'c'", "'d'");
  }
}
