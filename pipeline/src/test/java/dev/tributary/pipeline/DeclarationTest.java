// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.DeclaredColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a declared schema does to the tables of a stream. */
class DeclarationTest {

  private static final Schema USERS =
      Schema.of(
          Field.optional("userId", Type.LONG),
          Field.optional("email", Type.STRING),
          Field.optional("paid", Type.STRING));

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final MemoryStateStore state = new MemoryStateStore();
  private final MemoryStream users = MemorySource.stream("users", USERS).unannounced();

  @Test
  void columnsHaveTheNamesAndTypesThatAreDeclared() {
    users.row(1L, "a@example.org", "12.50");

    load(
        StreamSpec.of("users")
            .withDeclaration(
                Declaration.of(
                    List.of(
                        DeclaredColumn.of("userId").named("customer"),
                        DeclaredColumn.of("paid").as(Type.decimal(9, 2)),
                        DeclaredColumn.of("never").as(Type.DATE)))));

    assertThat(warehouse.rows("users"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("customer", 1L).containsEntry("never", null);
              assertThat((BigDecimal) row.get("paid")).isEqualByComparingTo("12.5");
            });
  }

  @Test
  void whatNobodyMayReadIsNeitherInTheTableNorInTheQuarantine() {
    users.row(1L, "a@example.org", "12.50").row(2L, "b@example.org", "gratis");
    StreamSpec spec = withSecrets();

    StreamReport report = load(spec);

    assertThat(report.tally()).isEqualTo(new Tally(1, 1, 0));
    assertThat(warehouse.rows("users").toString()).doesNotContain("example.org");
    assertThat(warehouse.rows("users__quarantine").toString()).doesNotContain("example.org");
  }

  @Test
  void aReplayDoesNotHashWhatIsHashedAlready() {
    users.row(2L, "b@example.org", "gratis");
    load(withSecrets());
    users.row(3L, "b@example.org", "1.00");
    load(withSecrets());

    try (Pipeline pipeline = pipeline(withSecrets().withContract(Contract.EVOLVE))) {
      pipeline.replay().orThrow();
    }

    assertThat(warehouse.rows("users")).hasSize(2);
    assertThat(warehouse.rows("users")).extracting(row -> row.get("email")).containsOnly(hashed());
  }

  @Test
  void aReplayProtectsWhatWasNotSecretYetWhenItWasRefused() {
    users.row(2L, "b@example.org", "gratis");
    load(withSecrets(DeclaredColumn.of("email")));

    try (Pipeline pipeline = pipeline(withSecrets().withContract(Contract.EVOLVE))) {
      pipeline.replay().orThrow();
    }

    assertThat(warehouse.rows("users")).hasSize(1);
    assertThat(warehouse.rows("users").toString()).doesNotContain("example.org");
  }

  private Object hashed() {
    return warehouse.rows("users").get(0).get("email");
  }

  private static StreamSpec withSecrets() {
    return withSecrets(DeclaredColumn.of("email").hashed());
  }

  private static StreamSpec withSecrets(DeclaredColumn email) {
    return StreamSpec.of("users")
        .withCursor("userId")
        .withDeclaration(
            Declaration.of(List.of(email, DeclaredColumn.of("paid").as(Type.decimal(9, 2)))))
        .withContract(new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.DISCARD_ROW))
        .withQuarantine(Quarantine.UNLIMITED);
  }

  private StreamReport load(StreamSpec spec) {
    try (Pipeline pipeline = pipeline(spec)) {
      return pipeline.run().orThrow().streams().get(0);
    }
  }

  private Pipeline pipeline(StreamSpec spec) {
    return Pipeline.named("app")
        .source(MemorySource.of(users))
        .sink(warehouse.sink())
        .state(state)
        .stream(spec)
        .build();
  }
}
