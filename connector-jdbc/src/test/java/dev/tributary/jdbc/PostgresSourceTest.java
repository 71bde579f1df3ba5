// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PostgresSourceTest extends DatabaseContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }

  @Override
  boolean tellsWriters() {
    return true;
  }

  @Test
  void everyTypeKeepsItsExtremesAndNulls() {
    kinds();

    assertKinds(Reading.of(source(), all("kinds")).rows());
  }

  @Test
  void everyTypeKeepsItsExtremesThroughTheGettersOfJdbcToo() {
    kinds();
    try (Source getters = database().source(Map.of("postgres-copy", false))) {
      assertKinds(Reading.of(getters, all("kinds")).rows());
    }
  }

  @Test
  void theTimeZoneOfTheMachineChangesNothing() {
    TimeZone before = TimeZone.getDefault();
    kinds();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      for (boolean copy : new boolean[] {true, false}) {
        try (Source elsewhere = database().source(Map.of("postgres-copy", copy))) {
          assertKinds(Reading.of(elsewhere, all("kinds")).rows());
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private void kinds() {
    database()
        .run(
            "CREATE TYPE mood AS ENUM ('sad', 'ok')",
            "CREATE TABLE kinds (id INT PRIMARY KEY, truth BOOLEAN, s SMALLINT, n BIGINT, f REAL, x"
                + " DOUBLE PRECISION, cents NUMERIC(18,4), wide NUMERIC(38,10), free NUMERIC, day"
                + " DATE, clock TIME, at TIMESTAMP, zoned TIMESTAMPTZ, name TEXT, pad CHAR(3), body"
                + " BYTEA, code UUID, doc JSONB, feeling mood, host INET, price MONEY, bits BIT(3),"
                + " span INTERVAL)",
            "INSERT INTO kinds VALUES (1, true, 32767, 9223372036854775807, 'Infinity', 'NaN',"
                + " 99999999999999.9999, 9999999999999999999999999999.9999999999,"
                + " 12345678901234567890.000000000000000001, '9999-12-31', '23:59:59.999999',"
                + " '0001-01-01 00:00:00', '2024-02-29 12:00:00+02', 'Grün 🦆', 'a', '\\x00ff',"
                + " '123e4567-e89b-12d3-a456-426614174000', '{\"a\": 1}', 'ok', '10.0.0.1', 12.34,"
                + " B'101', '1 day')",
            "INSERT INTO kinds (id, truth, s, n, f, x, cents, wide, free, day, at, name) VALUES (2,"
                + " false, -32768, -9223372036854775808, -1.5, 4.9e-324, -0.0001,"
                + " -9999999999999999999999999999.9999999999, 100000, '0044-03-15 BC',"
                + " '294246-12-31 23:59:59.999999', '')",
            "INSERT INTO kinds (id) VALUES (3)");
  }

  private static void assertKinds(List<Map<String, Object>> rows) {
    assertThat(rows.get(0))
        .containsEntry("truth", true)
        .containsEntry("s", 32767)
        .containsEntry("n", Long.MAX_VALUE)
        .containsEntry("f", Float.POSITIVE_INFINITY)
        .containsEntry("x", Double.NaN)
        .containsEntry("cents", new BigDecimal("99999999999999.9999"))
        .containsEntry("wide", new BigDecimal("9999999999999999999999999999.9999999999"))
        .containsEntry("free", new BigDecimal("12345678901234567890.000000000000000001"))
        .containsEntry("day", LocalDate.of(9999, 12, 31))
        .containsEntry("clock", LocalTime.of(23, 59, 59, 999_999_000))
        .containsEntry("at", LocalDateTime.of(1, 1, 1, 0, 0))
        .containsEntry("zoned", Instant.parse("2024-02-29T10:00:00Z"))
        .containsEntry("name", "Grün 🦆")
        .containsEntry("pad", "a  ")
        .containsEntry("body", ByteBuffer.wrap(new byte[] {0, -1}))
        .containsEntry("code", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))
        .containsEntry("doc", "{\"a\": 1}")
        .containsEntry("feeling", "ok")
        .containsEntry("host", "10.0.0.1/32")
        .containsEntry("price", new BigDecimal("12.34"))
        .containsEntry("bits", "101")
        .containsEntry("span", "1 day");
    assertThat(rows.get(1))
        .containsEntry("truth", false)
        .containsEntry("s", -32768)
        .containsEntry("n", Long.MIN_VALUE)
        .containsEntry("f", -1.5f)
        .containsEntry("x", Double.MIN_VALUE)
        .containsEntry("cents", new BigDecimal("-0.0001"))
        .containsEntry("wide", new BigDecimal("-9999999999999999999999999999.9999999999"))
        .containsEntry("free", new BigDecimal("100000.000000000000000000"))
        .containsEntry("day", LocalDate.of(-43, 3, 15))
        .containsEntry("at", LocalDateTime.of(294246, 12, 31, 23, 59, 59, 999_999_000))
        .containsEntry("name", "");
    assertThat(rows.get(2).values()).filteredOn(value -> value != null).containsExactly(3);
  }

  @Test
  void whatNoColumnHoldsIsRefused() {
    for (String bad :
        List.of(
            "NUMERIC|'NaN'",
            "NUMERIC|1e-19",
            "NUMERIC|1e30",
            "TIMESTAMP|'infinity'",
            "TIMESTAMPTZ|'294276-12-31'",
            "DATE|'-infinity'",
            "TIME|'24:00:00'")) {
      String[] parts = bad.split("\\|");
      database()
          .run(
              "DROP TABLE IF EXISTS odd",
              "CREATE TABLE odd (it " + parts[0] + ")",
              "INSERT INTO odd VALUES (" + parts[1] + ")");
      TributaryException error = failure(() -> Reading.of(source(), all("odd")));

      assertThat(error.code()).as(bad).isEqualTo(ErrorCode.VALUE_REFUSED);
      assertThat(error).hasMessageContaining("'it'").hasMessageContaining("public.odd");
    }
  }

  @Test
  void theRowsOfAPartitionedTableBelongToOneStream() {
    database()
        .run(
            "CREATE TABLE sales (id INT, year INT) PARTITION BY LIST (year)",
            "CREATE TABLE sales_2024 PARTITION OF sales FOR VALUES IN (2024)",
            "CREATE TABLE sales_2025 PARTITION OF sales FOR VALUES IN (2025)",
            "INSERT INTO sales VALUES (1, 2024), (2, 2025)");

    assertThat(source().discover()).extracting(StreamInfo::name).containsExactly("public.sales");
    assertThat(Reading.of(source(), all("sales")).rows()).hasSize(2);
  }

  @Test
  void aReadThatBlocksEndsWhenItIsClosedOrInterrupted() throws Exception {
    database().run("CREATE VIEW slow AS SELECT 1 AS one FROM pg_sleep(60)");
    for (boolean copy : new boolean[] {true, false}) {
      try (Source source = database().source(Map.of("postgres-copy", copy))) {
        assertThat(stopped(source, SplitReader::close).code()).isEqualTo(ErrorCode.CANCELLED);
        assertThat(stopped(source, reader -> {}).code()).isEqualTo(ErrorCode.CANCELLED);
      }
    }
  }

  /** Reads in another thread, stops it, and says how the read ended. */
  private TributaryException stopped(Source source, Consumer<SplitReader> stop) throws Exception {
    AtomicReference<SplitReader> opened = new AtomicReference<>();
    CompletableFuture<TributaryException> ended = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                ended.complete(
                    failure(
                        () -> {
                          SplitReader reader =
                              source.open(all("slow"), Split.whole(), Position.START);
                          opened.set(reader);
                          reader.next();
                        })));
    thread.start();
    while (!isSleeping()) {
      Thread.onSpinWait();
    }
    if (opened.get() != null) {
      stop.accept(opened.get());
    }
    thread.interrupt();
    return ended.get(30, TimeUnit.SECONDS);
  }

  private boolean isSleeping() {
    return TestServer.number(
            database(), "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
        > 0;
  }

  @Test
  void wrongPasswordsAndAddressesAreErrorsWithoutSecrets() {
    database().run("CREATE TABLE one (id INT)");
    Map<String, Object> closed =
        Map.of("url", "jdbc:postgresql://127.0.0.1:1/shop?password=hunter22", "password", "s3cret");
    try (Source source = TestDatabase.of(closed)) {
      TributaryException error = failure(source::discover);
      assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
      assertThat(error.toString()).doesNotContain("hunter22").doesNotContain("s3cret");
    }
    try (Source source = TestDatabase.of(Map.of("url", "jdbc:postgresql://127.0.0.1:x/shop"))) {
      assertThat(failure(source::discover).code()).isEqualTo(ErrorCode.SETTING_INVALID);
    }
    Map<String, Object> absent = PostgresServer.shared().database("absent").settings(Map.of());
    try (Source source = TestDatabase.of(absent)) {
      assertThat(failure(source::discover).code()).isEqualTo(ErrorCode.SETTING_INVALID);
    }
  }
}
