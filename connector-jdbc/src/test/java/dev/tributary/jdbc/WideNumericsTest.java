// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.Source;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers of more digits than a decimal has become what the job chose. */
class WideNumericsTest {

  @TempDir Path directory;

  @Test
  void theyMayBeText() {
    String digits = "12345678901234567890123456789012345.678901234567890123456789";
    TestDatabase postgres = PostgresServer.shared().emptyDatabase();
    postgres.run(
        "CREATE TABLE wide (id INT PRIMARY KEY, it NUMERIC, them NUMERIC[])",
        "INSERT INTO wide VALUES (1, " + digits + ", ARRAY[" + digits + ", 'NaN'])");
    for (boolean copy : new boolean[] {true, false}) {
      Reading reading =
          read(postgres, "wide", Map.of("wide-numerics", "text", "postgres-copy", copy));

      assertThat(reading.column("it")).containsExactly(digits);
      assertThat(reading.column("them")).containsExactly(List.of(digits, "NaN"));
    }

    TestDatabase mariadb = MariadbServer.shared().emptyDatabase();
    mariadb.run(
        "CREATE TABLE wide (id INT PRIMARY KEY, it DECIMAL(65,24))",
        "INSERT INTO wide VALUES (1, " + digits + ")");
    assertThat(read(mariadb, "wide", Map.of("wide-numerics", "text")).column("it"))
        .containsExactly(digits);
  }

  @Test
  void theirScaleMayBeChosen() {
    for (TestServer server :
        List.of(PostgresServer.shared(), new SqliteFiles(directory), new H2Server())) {
      TestDatabase database = server.emptyDatabase();
      String type = server instanceof H2Server ? "DECFLOAT" : "NUMERIC";
      database.run(
          "CREATE TABLE wide (id INT PRIMARY KEY, it " + type + ")",
          "INSERT INTO wide VALUES (1, 1.5)");

      assertThat(
              read(database, server.named("wide"), Map.of("wide-numeric-scale", 4))
                  .column(server.named("it")))
          .containsExactly(new BigDecimal("1.5000"));
    }
  }

  @Test
  void theyMayBeRefusedByName() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    database.run("CREATE TABLE wide (id INT PRIMARY KEY, small NUMERIC(9,2), it NUMERIC)");
    try (Source source = database.source(Map.of("wide-numerics", "refuse"))) {
      TributaryException error = DatabaseContract.failure(() -> source.check(all("wide")));

      assertThat(error.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
      assertThat(error).hasMessageContaining("'it'").hasMessageContaining("public.wide");
    }
  }

  @Test
  void theyAreNoCursorAsText() {
    TestDatabase database = MariadbServer.shared().emptyDatabase();
    database.run("CREATE TABLE wide (id INT PRIMARY KEY, it DECIMAL(50,10) NOT NULL)");
    try (Source source = database.source(Map.of("wide-numerics", "text"))) {
      assertThat(DatabaseContract.failure(() -> source.check(by("wide", "it"))).code())
          .isEqualTo(ErrorCode.CURSOR_INVALID);
    }
  }

  @Test
  void rowsWithoutAKeyAreToldApartByWhatTheirListsHold() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    database.run(
        "CREATE TABLE heap (n INT NOT NULL, them BYTEA[])",
        "INSERT INTO heap VALUES (1, ARRAY['\\x01'::bytea])");
    try (Source source = database.source()) {
      Reading first = Reading.of(source, by("heap", "n"));
      database.run("INSERT INTO heap VALUES (1, ARRAY['\\x02'::bytea])");

      assertThat(Reading.of(source, by("heap", "n"), first.position()).rows()).hasSize(1);
    }
  }

  private static Reading read(TestDatabase database, String table, Map<String, Object> settings) {
    try (Source source = database.source(new HashMap<>(settings))) {
      return Reading.of(source, all(table));
    }
  }
}
