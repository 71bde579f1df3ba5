// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule fails for the one class under {@code ..fixture..} that breaks it, and for no other. */
class ArchitectureRulesTest {
  private static final JavaClasses FIXTURES =
      new ClassFileImporter()
          .importPackages(TributaryModule.ROOT_PACKAGE)
          .that(resideInAPackage("..fixture.."));

  @Test
  void aConnectorThatUsesTheRunnerIsFound() {
    assertThat(violations(Architecture.ARROWS_ONLY_GO_UP))
        .isNotEmpty()
        .allMatch(text -> text.contains("UsesPipeline"));
  }

  @Test
  void aModuleThatReachesIntoAnothersInternalsIsFound() {
    assertThat(violations(Architecture.INTERNALS_STAY_INSIDE))
        .isNotEmpty()
        .allMatch(text -> text.contains("UsesInternals"));
  }

  @Test
  void aThirdPartyTypeInAnApiSignatureIsFound() {
    assertThat(violations(Architecture.API_SIGNATURES_ARE_OURS))
        .singleElement()
        .asString()
        .contains("ShowsThirdParty.shown()", "JavaClasses");
  }

  @Test
  void anExitIsFound() {
    assertThat(violations(Architecture.ONLY_CLI_EXITS))
        .singleElement()
        .asString()
        .contains("Exits.leave()");
  }

  @Test
  void aSerialisableClassIsFoundUnlessItIsAnExceptionOrAnEnum() {
    assertThat(violations(Architecture.NO_JAVA_SERIALISATION))
        .singleElement()
        .asString()
        .contains("Serialises is Serializable");
  }

  @Test
  void aPackageInTheWrongModuleIsFound() {
    assertThat(violations(Architecture.PACKAGES_LIVE_IN_THEIR_MODULE)).hasSameSizeAs(FIXTURES);
  }

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(FIXTURES).getFailureReport().getDetails();
  }
}
