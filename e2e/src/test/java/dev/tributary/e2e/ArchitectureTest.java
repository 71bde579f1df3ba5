// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The published classes of all modules, held against {@link Architecture}. */
class ArchitectureTest {
  private static JavaClasses published;

  @BeforeAll
  static void importPublishedClasses() {
    published =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(TributaryModule.ROOT_PACKAGE);
  }

  @Test
  void everyModuleIsOnTheClassPath() {
    Set<TributaryModule> seen =
        published.stream().map(TributaryModule::of).collect(Collectors.toSet());

    assertThat(seen).isEqualTo(EnumSet.allOf(TributaryModule.class));
  }

  @Test
  void noPackageLivesInTwoModules() {
    Architecture.PACKAGES_LIVE_IN_THEIR_MODULE.check(published);
  }

  @Test
  void arrowsBetweenModulesOnlyGoUp() {
    Architecture.ARROWS_ONLY_GO_UP.check(published);
  }

  @Test
  void nobodyReachesIntoTheInternalsOfAnotherModule() {
    Architecture.INTERNALS_STAY_INSIDE.check(published);
  }

  @Test
  void signaturesOfTheConnectorApiMentionNoThirdParty() {
    Architecture.API_SIGNATURES_ARE_OURS.check(published);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    Architecture.ONLY_CLI_EXITS.check(published);
  }

  @Test
  void nothingUsesJavaSerialisation() {
    Architecture.NO_JAVA_SERIALISATION.check(published);
  }
}
