// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.evolution.Contract.Rule;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

class ContractTest {

  @Test
  void oneWordStandsForAllThree() {
    assertThat(Contract.read("contract", "discard-row")).isEqualTo(Contract.of(Rule.DISCARD_ROW));
  }

  @Test
  void whatIsLeftOutMayEvolve() {
    assertThat(Contract.read("contract", Map.of("types", "beside")))
        .isEqualTo(new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.BESIDE));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThatThrownBy(
            () ->
                Contract.read(
                    "orders.contract",
                    Map.of("tables", "sometimes", "columns", "beside", "typs", "x")))
        .hasMessageContainingAll(
            "orders.contract.tables",
            "orders.contract.columns cannot be 'beside'",
            "did you mean 'types'");
  }

  @Test
  void onlyTypesCanBeBeside() {
    assertThatThrownBy(() -> Contract.of(Rule.BESIDE)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 50)
  @Domain(Any.class)
  void aContractTravelsAsFields(@ForAll Contract contract) {
    assertThat(Contract.from(contract.toFields())).isEqualTo(contract);
  }
}
