// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of a job file, from the file to the report. */
class CheckedJobTest {

  private static final String CHECKS =
      """
          checks:
            - rows: {min: 1, against-last: {max-ratio: 10}}
            - not-null: [id]
            - accepted: {column: id, values: [1, 2, 3, 4]}
              severity: warn
              name: known orders
            - range: {column: amount, min: 0}
            - unique: id
            - any:
                - compare: {left: changed, op: ">=", right: id}
                - not: {compare: {left: id, op: "=", value: 7}}
      """;
  private static final String JOB =
      Shop.JOB.replace("    cursor: changed\n", "    cursor: changed\n" + CHECKS);

  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop(folder);
  }

  @Test
  void aLoadWhoseRowsAreGoodIsPublished() throws Exception {
    Cli.Result result = shop.run(JOB, "run");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("  checks   5 of 6 passed\n")
        .contains(
            "  unknown  check 'rows' of orders: the load has 3 rows; no load before it is known\n");
    assertThat(json("show", "orders").at("/rows")).hasSize(3);
  }

  @Test
  void aLoadWithABadRowEndsWithTwoAndShowsTheRow() throws Exception {
    shop.run(JOB, "run");
    shop.sql("INSERT INTO orders VALUES (4, -1.50, 13), (5, 2.00, 14)");

    Cli.Result result = shop.run(JOB, "run");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out())
        .contains(
            """
              FAILED   check 'range amount' of orders: 1 of 2 rows fail
                       id=4  amount=-1.50
            """)
        .contains("  warning  check 'known orders' of orders: 1 of 2 rows fail\n");
    assertThat(result.err())
        .contains("error CHECK_FAILED: public.orders: ")
        .contains("check 'range amount' failed (1 of 2 rows fail)")
        .contains("next: ")
        .doesNotContain("1.50");
    assertThat(json("show", "orders").at("/rows")).hasSize(3);
  }

  @Test
  void whenTheRowIsMendedAllRowsComeOnce() throws Exception {
    shop.run(JOB, "run");
    shop.sql("INSERT INTO orders VALUES (4, -1.50, 13), (5, 2.00, 14)");
    shop.run(JOB, "run");
    shop.sql("UPDATE orders SET amount = 1.50 WHERE id = 4");

    assertThat(json("run").at("/rows").asLong()).isEqualTo(2);
    assertThat(json("show", "orders").at("/rows")).hasSize(5);
  }

  @Test
  void machinesGetEveryCheck() throws Exception {
    shop.sql("INSERT INTO orders VALUES (4, -1.50, 13)");

    JsonNode check = json("run").at("/streams/0/checks/3");

    assertThat(check.at("/check").asText()).isEqualTo("range amount");
    assertThat(check.at("/table").asText()).isEqualTo("orders");
    assertThat(check.at("/severity").asText()).isEqualTo("fail");
    assertThat(check.at("/result").asText()).isEqualTo("failed");
    assertThat(check.at("/rows").asLong()).isEqualTo(4);
    assertThat(check.at("/failed").asLong()).isEqualTo(1);
    assertThat(check.at("/samples/0/id").asLong()).isEqualTo(4);
    assertThat(check.at("/samples/0/amount").decimalValue()).isEqualByComparingTo("-1.50");
  }

  @Test
  void allThatIsWrongWithChecksIsSaidWithLines() throws Exception {
    String wrong =
        """
            checks:
              - not-nul: [id]
              - range: {column: amount}
              - compare: {left: id, op: "=>", value: 1}
              - rows: {min: few}
                severity: warm
              - unique: [id]
                share: 0.5
              - references: {columns: [id], table: items}
              - fresh: {column: changed}
              - not-null: id
                unique: id
        """
            .indent(0);

    Cli.Result result = shop.run(Shop.JOB.replace("    cursor: changed\n", wrong), "run");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "job.yaml:11: streams.public.orders.checks.1.not-nul is not a setting; did you mean"
                + " 'not-null'?")
        .contains("job.yaml:12: streams.public.orders.checks.2.range must say 'min' or 'max'")
        .contains("checks.3.compare.op is '=>', must be one of [=, !=, <, <=, >, >=]")
        .contains("checks.4.rows.min is 'few', must be a whole number")
        .contains("checks.4.severity is 'warm', must be one of fail, warn")
        .contains("checks.5.share is '0.5', must be from 0 to 1, of a check that looks at each row")
        .contains("checks.6.references.of is missing")
        .contains("checks.7.fresh must say 'within' or 'against-last: true'")
        .contains("checks.8 must say one of [rows, fresh, not-null,");
  }

  @Test
  void aColumnThatIsNotThereIsNamed() throws Exception {
    String job = JOB.replace("column: amount", "column: ammount");

    Cli.Result result = shop.run(job, "run");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .contains(
            "check 'range ammount' of table 'orders' is wrong: there is no column 'ammount'; did"
                + " you mean 'amount'?");
  }

  @Test
  void aCheckByTypeThatNobodyBringsIsNamed() throws Exception {
    String job = JOB.replace("- unique: id", "- java: {type: luhn, column: id}");

    Cli.Result result = shop.run(job, "run");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("PLUGIN_NOT_FOUND: No check is called 'luhn'");
  }

  private JsonNode json(String command, Object... more) throws Exception {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = "--json";
    System.arraycopy(more, 0, arguments, 1, more.length);
    return new ObjectMapper().readTree(shop.run(JOB, command, reversed(arguments)).out());
  }

  /** The table's name comes before the option. */
  private static Object[] reversed(Object[] arguments) {
    Object[] reversed = arguments.clone();
    java.util.Collections.reverse(java.util.Arrays.asList(reversed));
    return reversed;
  }
}
