// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainCommandTest {

  private static final String JOB =
      Shop.JOB + "maintain: {min-files: 2, keep-snapshots: 1, expire-older-than: 0s}\n";

  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void loadTwice() throws Exception {
    shop = new Shop(folder);
    shop.run(JOB, "run");
    shop.sql("INSERT INTO orders VALUES (4, 1.00, 13)");
    shop.run(JOB, "run");
  }

  @Test
  void tablesAreMaintainedAsTheJobSays() throws Exception {
    Cli.Result result = shop.run(JOB, "maintain");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .startsWith("orders\n  files      2 of 2 files (")
        .contains(" became 1 (")
        .contains("  snapshots  2 of 3 snapshots expired, ")
        .contains("  orphans    0 files of nobody (0 bytes), 0 deleted\n");
    assertThat(json("show", "orders").at("/rows")).hasSize(4);
    shop.sql("INSERT INTO orders VALUES (5, 1.00, 14)");
    assertThat(json("run").at("/rows").asLong()).isEqualTo(1);
    assertThat(json("show", "orders").at("/rows")).hasSize(5);
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    var before = shop.tablesAndState();

    JsonNode would = json("maintain", "--dry-run");

    assertThat(would.at("/dry-run").asBoolean()).isTrue();
    assertThat(would.at("/tables/0/table").asText()).isEqualTo("orders");
    assertThat(would.at("/tables/0/files/rewritten").asLong()).isEqualTo(2);
    assertThat(would.at("/tables/0/snapshots/expired").asLong()).isEqualTo(1);
    assertThat(would.at("/tables/0/error").isNull()).isTrue();
    assertThat(shop.tablesAndState()).isEqualTo(before);
  }

  @Test
  void onlyTheWorkThatIsNamedIsDone() throws Exception {
    Cli.Result result = shop.run(JOB, "maintain", "--only", "manifests,orphans");

    assertThat(result.out()).contains("manifests").doesNotContain("files  ", "snapshots");
  }

  @Test
  void workThatThereIsNotIsRefused() throws Exception {
    Cli.Result result = shop.run(JOB, "maintain", "--only", "vacuum");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("'vacuum', must be one of compact, manifests");
  }

  @Test
  void aMisspeltSettingOfTheJobIsNamedWithItsLine() throws Exception {
    Cli.Result result = shop.run(Shop.JOB + "maintain: {keep-snapshot: 3}\n", "maintain");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains("maintain.keep-snapshot is not a setting")
        .contains("'keep-snapshots'");
  }

  @Test
  void childTablesAreMaintainedAndThoseOfOthersAreNot() throws Exception {
    String nested =
        """
        pipeline: docs
        source: {type: files, path: "${job.dir}/in"}
        streams:
          - {name: orders, pattern: "*.ndjson", table: docs, nested: tables, quarantine: true}
        sink:
          type: iceberg
          namespace: docs
          warehouse: ${job.dir}/lake
          catalog: {type: jdbc, uri: "jdbc:sqlite:${job.dir}/catalog.db"}
        state: {path: state}
        """;
    Files.createDirectories(folder.resolve("in"));
    Files.writeString(folder.resolve("in/a.ndjson"), "{\"id\":1,\"items\":[{\"n\":1}]}\n{\"id\":");
    shop.run(nested, "run");
    Files.writeString(folder.resolve("in/b.ndjson"), "{\"id\":2}\n");
    shop.run(
        nested
            .replace("docs, nested", "docs__copy, nested")
            .replace("pipeline: docs", "pipeline: copy"),
        "run");

    assertThat(shop.run(nested, "show").out()).contains("docs__copy\n");

    Cli.Result result = shop.run(nested, "maintain", "--dry-run");

    assertThat(result.out().lines().filter(line -> !line.startsWith(" ")))
        .map(line -> line.replace(" (dry run: nothing was changed)", ""))
        .containsExactly("docs", "docs__items", "docs__quarantine");
  }

  private JsonNode json(String command, Object... more) throws Exception {
    Object[] arguments = new Object[more.length + 1];
    System.arraycopy(more, 0, arguments, 0, more.length);
    arguments[more.length] = "--json";
    return new ObjectMapper().readTree(shop.run(JOB, command, arguments).out());
  }
}
