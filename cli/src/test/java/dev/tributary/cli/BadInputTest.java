// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said with a code and a next step, and tables and state stay as they were. */
class BadInputTest {

  private static final String URL = "jdbc:h2:file:${job.dir}/shop;DATABASE_TO_LOWER=TRUE";

  @TempDir Path folder;
  private Shop shop;

  @BeforeEach
  void loadOnce() throws Exception {
    shop = new Shop(folder);
    Cli.Result loaded = shop.run(Shop.JOB, "run");
    assertThat(loaded.code()).as(loaded.err()).isZero();
    shop.sql("INSERT INTO orders VALUES (4, 1, 13)");
  }

  @Test
  void aServerThatIsNotThereIsWorthTryingAgain() throws Exception {
    refuses(
        Shop.JOB.replace(URL, "jdbc:postgresql://127.0.0.1:1/shop"),
        3,
        "SOURCE_UNAVAILABLE",
        "127.0.0.1:1");
  }

  @Test
  void aUrlThatItsDriverDoesNotUnderstandIsForTheUserToMend() throws Exception {
    refuses(Shop.JOB.replace(URL, "jdbc:postgresql://host:port/shop"), 2, "SETTING_INVALID", "url");
  }

  @Test
  void aDriverThatIsNotOnTheClassPathIsNamed() throws Exception {
    refuses(
        Shop.JOB.replace(URL, "jdbc:oracle:thin:@host:1521/x"),
        2,
        "DRIVER_MISSING",
        "jdbc:oracle:");
  }

  @Test
  void aTableThatIsNotInTheDatabaseIsNamed() throws Exception {
    refuses(
        Shop.JOB.replace("name: public.orders", "name: public.ordres"),
        2,
        "STREAM_NOT_FOUND",
        "public.ordres");
  }

  @Test
  void aColumnThatNobodyCanStoreIsNamedWithItsType() throws Exception {
    shop.sql("ALTER TABLE orders ADD COLUMN tags INTEGER ARRAY ARRAY");

    refuses(Shop.JOB, 2, "TYPE_UNSUPPORTED", "tags");
  }

  @Test
  void aCursorColumnWithNullsIsRefused() throws Exception {
    shop.sql("INSERT INTO orders VALUES (5, 1, NULL)");

    refuses(Shop.JOB, 2, "CURSOR_INVALID", "changed");
  }

  @Test
  void misspeltSettingsAreReportedTogetherWithTheirLines() throws Exception {
    String job =
        Shop.JOB
            .replace("user: sa", "usr: sa")
            .replace("cursor: changed", "curser: changed")
            .replace("namespace: shop", "namspace: shop")
            .replace("parallelism: 2", "parallelism: many");

    Cli.Result result = refuses(job, 2, "SETTING_INVALID", "5 settings are wrong");

    assertThat(result.err())
        .contains("job.yaml:5: source.usr is not a setting; did you mean 'user'?")
        .contains(
            "job.yaml:10: streams.public.orders.curser is not a setting; did you mean 'cursor'?")
        .contains("job.yaml:11: sink.namespace is missing")
        .contains("job.yaml:13: sink.namspace is not a setting; did you mean 'namespace'?")
        .contains("job.yaml:17: run.parallelism is 'many', must be a whole number");
  }

  @Test
  void aStateFileThatIsNotWholeIsNamedAndLeftAsItIs() throws Exception {
    Path state = folder.resolve("state/shop.json");
    Files.writeString(state, Files.readString(state).substring(20));

    refuses(Shop.JOB, 2, "STATE_UNREADABLE", state.toString());
  }

  @Test
  void aTableThatWasDroppedByHandIsNotMadeAgainUnasked() throws Exception {
    shop.sqlInCatalog("DELETE FROM iceberg_tables WHERE table_name = 'orders'");

    Cli.Result result = refuses(Shop.JOB, 2, "TABLE_MISSING", "'orders'");

    assertThat(result.err()).contains("on-missing-table: reload");
    assertThat(shop.run(Shop.JOB, "show").out()).isEqualTo("There are no tables\n");
  }

  private Cli.Result refuses(String job, int exitCode, String errorCode, String named)
      throws IOException, SQLException {
    Set<String> before = shop.tablesAndState();
    Cli.Result result = shop.run(job, "run");
    assertThat(result.err())
        .containsPattern("(?m)^error " + errorCode + ": .*")
        .contains(named)
        .containsPattern("(?m)^next: [A-Z].*")
        .doesNotContain("\tat ", Shop.PASSWORD);
    assertThat(result.out()).doesNotContain(Shop.PASSWORD);
    assertThat(result.code()).isEqualTo(exitCode);
    assertThat(shop.tablesAndState()).isEqualTo(before);
    return result;
  }
}
