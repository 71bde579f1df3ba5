// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing that a user does. */
class QuickstartTest {

  private static final Path EXAMPLE = Path.of("..", "examples", "quickstart").toAbsolutePath();

  @TempDir Path temporary;
  private Path folder;
  private Cli cli;

  @BeforeEach
  void copyTheExample() throws IOException {
    folder = Files.createDirectory(temporary.resolve("quick start"));
    cli = new Cli(folder);
    for (String file :
        List.of("job.yaml", "create.sql", "earthquakes.csv", "weather.csv", "add-row")) {
      Files.copy(EXAMPLE.resolve(file), folder.resolve(file));
    }
  }

  @Test
  void theFirstRunLoadsAllTheNextNothingAndAnAddedRowComesAlone() throws Exception {
    Cli.Result first = cli.run("run", "job.yaml");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("public.earthquakes -> earthquakes\n  rows     1,707 in 1 load\n")
        .contains("public.weather -> weather\n  rows     2,922 in 1 load\n")
        .contains("schema   + id string\n           + magnitude decimal(4,2)\n")
        .contains("quickstart: 4,629 rows in 2 loads")
        .contains("first rows of weather\ncity      date        precipitation_mm");

    Set<String> before = files();
    Cli.Result second = cli.run("run", "job.yaml");
    assertThat(second.code()).isZero();
    assertThat(second.out())
        .contains("public.earthquakes -> earthquakes\n  nothing is new\n")
        .contains("public.weather -> weather\n  nothing is new\n")
        .contains("quickstart: nothing is new; nothing was committed")
        .doesNotContain("first rows of");
    assertThat(files()).isEqualTo(before);

    addRow();
    Cli.Result third = cli.run("run", "job.yaml");
    assertThat(third.code()).isZero();
    assertThat(third.out())
        .contains("public.earthquakes -> earthquakes\n  rows     1 in 1 load\n")
        .contains("public.weather -> weather\n  nothing is new\n");
    assertThat(
            cli.run("show", "job.yaml", "earthquakes", "--json", "--rows", 10_000)
                .out()
                .split("\"made-up-1708\"", -1))
        .hasSize(2);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("out/warehouse"))) {
      return new TreeSet<>(files.map(Path::toString).toList());
    }
  }

  private void addRow() throws Exception {
    Path h2 =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ProcessBuilder script = new ProcessBuilder("bash", folder.resolve("add-row").toString());
    script.environment().put("TRIBUTARY_LIB", h2.getParent().toString());
    script.environment().put("JAVA_HOME", System.getProperty("java.home"));
    script.redirectErrorStream(true).redirectOutput(temporary.resolve("add-row.txt").toFile());
    assertThat(script.start().waitFor()).isZero();
  }
}
