// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void openTheShop() throws Exception {
    shop = new Shop(folder);
  }

  @Test
  void runPrintsOneJsonDocumentForMachines() throws Exception {
    JsonNode report = json("run");

    assertThat(report.at("/ok").asBoolean()).isTrue();
    assertThat(report.at("/rows").asLong()).isEqualTo(3);
    assertThat(report.at("/streams/0/stream").asText()).isEqualTo("public.orders");
    assertThat(report.at("/streams/0/table").asText()).isEqualTo("orders");
    assertThat(report.at("/streams/0/loads")).hasSize(1);
    assertThat(report.at("/streams/0/changes/1").toString())
        .isEqualTo(
            "{\"table\":\"orders\",\"field\":[\"amount\"],\"change\":\"add\",\"type\":\"decimal(10,2)\"}");
    assertThat(report.at("/streams/0/error").isNull()).isTrue();
    assertThat(report.at("/sample")).isEmpty();
  }

  @Test
  void aRangeIsReadBesideThePositionOrMovesIt() throws Exception {
    assertThat(range("--from", "11", "--until", "12")).isEqualTo(1);
    assertThat(json("run").at("/rows").asLong()).isEqualTo(3);
    assertThat(range("--until", "11", "--move")).isEqualTo(1);
    assertThat(json("run").at("/rows").asLong()).isEqualTo(2);
    assertThat(json("run").at("/rows").asLong()).isEqualTo(0);

    Cli.Result incomplete = shop.run(Shop.JOB, "run", "--from", "11");
    assertThat(incomplete.err()).contains("error SETTING_INVALID: ").contains("--stream");
    assertThat(incomplete.code()).isEqualTo(2);
  }

  @Test
  void planSaysHowAMergeMarksTheRowsThatGo() throws Exception {
    String merging = Shop.JOB.replace("cursor: changed", "cursor: changed\n    disposition: merge");

    assertThat(shop.run(merging, "plan").out())
        .contains("  mode     merge\n           position delete files (format 2) mark the rows");
  }

  @Test
  void formatThreeIsRefusedForAReaderThatDoesNotReadIt() throws Exception {
    String three =
        Shop.JOB.replace(
            "namespace: shop", "namespace: shop\n  format-version: 3\n  readers: [spark, athena]");

    Cli.Result refused = shop.run(three, "run");

    assertThat(refused.err()).contains("MODE_UNSUPPORTED").contains("'athena' does not read");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(shop.run(three.replace("athena", "atena"), "run").err()).contains("'atena'");
  }

  private long range(Object... options) throws Exception {
    List<Object> all = new ArrayList<>(List.of("--json", "--stream", "public.orders"));
    all.addAll(List.of(options));
    Cli.Result result = shop.run(Shop.JOB, "run", all.toArray());
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out()).at("/rows").asLong();
  }

  @Test
  void aFailureIsInTheDocumentAndOnStandardError() throws Exception {
    Cli.Result result = shop.run(Shop.JOB.replace("public.orders", "public.none"), "run", "--json");

    assertThat(new ObjectMapper().readTree(result.out()).at("/streams/0/error/code").asText())
        .isEqualTo("STREAM_NOT_FOUND");
    assertThat(result.err()).startsWith("error STREAM_NOT_FOUND: public.none: ");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void aJobThatCannotBeReadIsADocumentToo() throws Exception {
    Cli.Result result = shop.run("pipeline: [", "check", "--json");

    assertThat(new ObjectMapper().readTree(result.out()).at("/error/code").asText())
        .isEqualTo("JOB_INVALID");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void checkSaysForEachPartWhetherItCanBeUsed() throws Exception {
    assertThat(shop.run(Shop.JOB, "check").out())
        .isEqualTo("ok      state\nok      sink\nok      source\nok      stream public.orders\n");

    Cli.Result failed = shop.run(Shop.JOB.replace("changed", "none"), "check");
    assertThat(failed.out()).contains("ok      source").contains("FAILED  stream public.orders");
    assertThat(failed.err()).contains("error CURSOR_INVALID: stream public.orders: ");
    assertThat(failed.code()).isEqualTo(2);
  }

  @Test
  void discoverListsStreamsWithKeysAndFields() throws Exception {
    assertThat(shop.run(Shop.JOB, "discover").out())
        .contains("public.orders\n  key      id\n")
        .contains("  - id long required\n  - amount decimal(10,2)\n")
        .endsWith("1 stream\n");
    assertThat(json("discover").at("/streams/0/schema/1/type").asText()).isEqualTo("decimal(10,2)");
    assertThat(shop.run(Shop.JOB, "discover").out()).contains("\n  size     about 3 rows\n");
    assertThat(json("discover").at("/streams/0/rows").asLong()).isEqualTo(3);
  }

  @Test
  void previewReadsRowsAndLoadsNothing() throws Exception {
    assertThat(shop.run(Shop.JOB, "preview", "public.orders", "--rows", 2).out())
        .isEqualTo("id  amount  changed\n 1    9.50       10\n 2    0.05       11\n");
    assertThat(shop.run(Shop.JOB, "show").out()).isEqualTo("There are no tables\n");
  }

  @Test
  void planSaysWhatARunWouldDoAndDoesNothing() throws Exception {
    assertThat(shop.run(Shop.JOB, "plan").out())
        .startsWith(
            "public.orders -> orders\n"
                + "  table    will be made\n"
                + "  mode     append\n"
                + "  from     start\n"
                + "  reads    1 split\n"
                + "  schema   + id long\n");
    assertThat(shop.run(Shop.JOB, "show").out()).isEqualTo("There are no tables\n");
  }

  @Test
  void showReadsRowsBack() throws Exception {
    shop.run(Shop.JOB, "run");

    assertThat(shop.run(Shop.JOB, "show").out()).isEqualTo("orders\n");
    JsonNode rows = json("show", "orders", "--rows", 2);
    assertThat(rows.at("/rows")).hasSize(2);
    assertThat(rows.at("/rows/0/amount").decimalValue()).isEqualByComparingTo("9.50");
    assertThat(shop.run(Shop.JOB, "show", "none").err()).startsWith("error TABLE_MISSING: ");
  }

  @Test
  void aPositionThatWasSetIsReadFrom() throws Exception {
    shop.run(Shop.JOB, "run");
    String position = json("state").at("/streams/public.orders/position").toString();
    String load = json("state").at("/streams/public.orders/complete").asText();
    shop.sql("INSERT INTO orders VALUES (4, 1, 13)");
    assertThat(json("run").at("/rows").asLong()).isEqualTo(1);

    assertThat(shop.run(Shop.JOB, "state", "set", "public.orders", position).code()).isZero();
    assertThat(json("run").at("/rows").asLong()).isEqualTo(1);

    assertThat(shop.run(Shop.JOB, "state", "rollback", "public.orders", load).code()).isZero();
    assertThat(json("run").at("/rows").asLong()).isEqualTo(1);

    assertThat(shop.run(Shop.JOB, "state", "reset", "public.orders").out())
        .startsWith("public.orders\n  position  start\n");
    assertThat(json("run").at("/rows").asLong()).isEqualTo(4);
  }

  @Test
  void aPositionThatIsNoJsonIsRefused() throws Exception {
    Cli.Result result = shop.run(Shop.JOB, "state", "set", "public.orders", "{oops");

    assertThat(result.err())
        .startsWith("error STATE_UNREADABLE: The position is not a JSON object");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void aJobIsReadFromStandardInput() throws Exception {
    assertThat(shop.cli().runWith(Shop.JOB, "check", "-").code()).isZero();
  }

  @Test
  void aMisspeltCommandOrOptionIsAUsageError() throws Exception {
    assertThat(shop.cli().run("rum", "job.yaml").code()).isEqualTo(2);
    assertThat(shop.cli().run().code()).isEqualTo(2);
    assertThat(shop.cli().run("run", "job.yaml", "--jsn").err()).contains("--jsn");
    assertThat(shop.cli().run("--help").out()).contains("Exit codes:");
  }

  @Test
  void onlyDebugPrintsAStackTrace() throws Exception {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/shop.json"), "{");

    assertThat(shop.run(Shop.JOB, "state").err()).doesNotContain("at dev.tributary");
    assertThat(shop.run(Shop.JOB, "state", "--debug").err()).contains("at dev.tributary");
  }

  @Test
  void whatRowsHoldCannotMoveTheCursorOfATerminal() throws Exception {
    shop.sql(
        "ALTER TABLE orders ADD COLUMN note VARCHAR(50)",
        "UPDATE orders SET note = CHAR(27) || '[2J' || CHAR(10) || 'x'");

    assertThat(shop.run(Shop.JOB, "preview", "public.orders").out())
        .contains(" [2J x")
        .doesNotContain("\u001b");
  }

  private JsonNode json(String command, Object... more) throws Exception {
    Object[] arguments = java.util.Arrays.copyOf(more, more.length + 1);
    arguments[more.length] = "--json";
    Cli.Result result = shop.run(Shop.JOB, command, arguments);
    assertThat(result.code()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }
}
