// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./tributary}, and the archive of classes that makes its starts quick. */
class LauncherTest {

  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final String FROM_THE_ARCHIVE =
      "dev.tributary.cli.Tributary source: shared objects file (top)";

  @TempDir static Path temporary;
  private static Checkout checkout;

  @TempDir Path folder;

  @BeforeAll
  static void checkOut() throws IOException {
    checkout = new Checkout(Files.createDirectory(temporary.resolve("checkout")));
    checkout.addJars();
  }

  @Test
  void aStartTakesItsClassesFromTheArchive() throws Exception {
    assertThat(start("", "--version").out()).startsWith("tributary ");
    assertThat(start("-Xlog:class+load", "--version").out()).contains(FROM_THE_ARCHIVE);
  }

  @Test
  void anArchiveThatWasDamagedIsMadeAgain() throws Exception {
    start("", "--version");
    truncateTheArchive();

    assertThat(start("-Xlog:class+load", "--version").out()).contains(FROM_THE_ARCHIVE);
  }

  @Test
  void anArchiveThatJavaCannotReadIsPassedOverInSilence() throws Exception {
    start("", "--version");
    Path aside = Files.move(checkout.archive, temporary.resolve("aside.jsa"));
    Files.writeString(checkout.archive, "not classes");
    Files.setLastModifiedTime(checkout.archive, FileTime.fromMillis(0));

    start("", "--version");

    assertThat(checkout.archive).hasContent("not classes");
    Files.move(aside, checkout.archive, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void anArchiveOfOtherJarsIsPassedOverInSilence() throws Exception {
    start("", "--version");
    Path jar = checkout.lib.resolve("extra.jar");
    Files.copy(anyJar(), jar);
    Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    Files.setLastModifiedTime(checkout.lib, FileTime.fromMillis(0));

    start("", "--version");

    Files.delete(jar);
    Files.setLastModifiedTime(checkout.lib, FileTime.fromMillis(0));
  }

  @Test
  void anotherCollectorMayBeChosen() throws Exception {
    load("-XX:-UseSerialGC -XX:+UseG1GC");
    load("-XX:-UseSerialGC -XX:+UseZGC");
  }

  @Test
  void aRehearsalThatFailsIsNoFailureAndNotRepeated() throws Exception {
    Path java = fakeJava("17.0.1");
    Checkout empty = new Checkout(Files.createDirectory(folder.resolve("check out")));

    Cli.Result first = empty.start(java, "", "run");
    Cli.Result second = empty.start(java, "", "run");

    assertThat(first.code()).isZero();
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).endsWith("dev.tributary.cli.Main run\n");
    assertThat(second).isEqualTo(first);
    assertThat(folder.resolve("rehearsals")).hasContent("once");
    assertThat(empty.archive).doesNotExist();
  }

  @Test
  void aJavaThatIsTooOldIsRefusedWhetherItSaysSoInAFileOrWhenAsked() throws Exception {
    Path java = fakeJava("11.0.2");
    String refused =
        "tributary: %s/bin/java is Java 11.0.2; Tributary needs 17 or later: set JAVA_HOME\n";

    assertThat(checkout.start(java, "")).isEqualTo(new Cli.Result(2, "", refused.formatted(java)));
    Files.delete(java.resolve("release"));
    assertThat(checkout.start(java, "")).isEqualTo(new Cli.Result(2, "", refused.formatted(java)));
  }

  private void load(String options) throws Exception {
    Path jobs = Files.createTempDirectory(folder, "jobs");
    for (String file : new String[] {"files.yaml", "flat.ndjson", "nested.ndjson"}) {
      Files.copy(checkout.root.resolve("cli/src/main/rehearsal").resolve(file), jobs.resolve(file));
    }
    assertThat(start(options, "run", jobs.resolve("files.yaml").toString()).out())
        .contains("nested -> nested\n  rows     2 in 1 load\n");
  }

  /** A start that goes well and says nothing on standard error. */
  private static Cli.Result start(String options, String... arguments) throws Exception {
    Cli.Result result = checkout.start(JAVA_HOME, options, arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    return result;
  }

  private static Path anyJar() throws IOException {
    try (Stream<Path> jars = Files.list(checkout.lib)) {
      return jars.findAny().orElseThrow();
    }
  }

  private static void truncateTheArchive() throws IOException {
    byte[] archive = Files.readAllBytes(checkout.archive);
    Files.delete(checkout.archive);
    Files.write(checkout.archive, Arrays.copyOf(archive, archive.length / 10));
  }

  /** Says its version, fails to archive anything, and else prints what it was started with. */
  private Path fakeJava(String version) throws IOException {
    Path home = Files.createDirectory(folder.resolve("java"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/usr/bin/env bash
        case "$*" in
          -version) echo 'openjdk version "%s" 2020-01-01' >&2 ;;
          *ArchiveClassesAtExit*) echo once >> "%s"; echo no archive >&2; exit 1 ;;
          *) echo "$@" ;;
        esac
        """
            .formatted(version, folder.resolve("rehearsals")));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return home;
  }
}
