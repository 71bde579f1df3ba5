// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a contract against something broken, and looks at which rules noticed. */
final class Mutants {

  private Mutants() {}

  /** Fails unless exactly these rules failed, out of all that the contract has. */
  static void assertFails(Class<?> contract, String... rules) {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute();
    List<Event> failed = results.testEvents().failed().list();
    Set<String> names =
        failed.stream().map(Mutants::rule).collect(Collectors.toCollection(TreeSet::new));

    assertThat(results.testEvents().started().count()).as("tests that ran").isGreaterThan(5);
    assertThat(names).as("rules that failed").containsExactlyInAnyOrder(rules);
  }

  private static String rule(Event event) {
    return event.getTestDescriptor().getDisplayName().split(" ")[0];
  }
}
