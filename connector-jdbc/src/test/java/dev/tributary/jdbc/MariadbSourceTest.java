// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.SplitReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MariadbSourceTest extends DatabaseContract {

  @Override
  TestServer server() {
    return MariadbServer.shared();
  }

  @Test
  void everyTypeKeepsItsExtremesAndNulls() {
    database()
        .run(
            "CREATE TABLE kinds (id INT PRIMARY KEY, truth BOOLEAN, t TINYINT UNSIGNED, s SMALLINT,"
                + " i INT UNSIGNED, n BIGINT, u BIGINT UNSIGNED, f FLOAT, x DOUBLE, wide"
                + " DECIMAL(38,10), day DATE, clock TIME(6), at DATETIME(6), zoned TIMESTAMP(6) NULL,"
                + " y YEAR, name VARCHAR(20), big LONGTEXT, body VARBINARY(9), blobs BLOB, code UUID,"
                + " mood ENUM('sad', 'ok'), bits BIT(9), host INET6)",
            "SET time_zone = '+00:00'",
            "INSERT INTO kinds VALUES (1, TRUE, 255, 32767, 4294967295, 9223372036854775807,"
                + " 18446744073709551615, 1.5, 1.7976931348623157e308,"
                + " -9999999999999999999999999999.9999999999, '9999-12-31', '23:59:59.999999',"
                + " '9999-12-31 23:59:59.999999', '2024-02-29 12:00:00', 2155, 'Grün 🦆', 'big',"
                + " x'00ff', x'01', '123e4567-e89b-12d3-a456-426614174000', 'ok', b'101', '::1')",
            "INSERT INTO kinds (id, n, name) VALUES (2, -9223372036854775808, '')",
            "INSERT INTO kinds (id) VALUES (3)");
    TimeZone before = TimeZone.getDefault();
    List<Map<String, Object>> rows;
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      rows = Reading.of(source(), all("kinds")).rows();
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(rows.get(0))
        .containsEntry("truth", true)
        .containsEntry("t", 255)
        .containsEntry("i", 4294967295L)
        .containsEntry("n", Long.MAX_VALUE)
        .containsEntry("u", new BigDecimal("18446744073709551615"))
        .containsEntry("f", 1.5f)
        .containsEntry("x", Double.MAX_VALUE)
        .containsEntry("wide", new BigDecimal("-9999999999999999999999999999.9999999999"))
        .containsEntry("day", LocalDate.of(9999, 12, 31))
        .containsEntry("clock", LocalTime.of(23, 59, 59, 999_999_000))
        .containsEntry("at", LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))
        .containsEntry("zoned", Instant.parse("2024-02-29T12:00:00Z"))
        .containsEntry("y", 2155)
        .containsEntry("name", "Grün 🦆")
        .containsEntry("big", "big")
        .containsEntry("body", ByteBuffer.wrap(new byte[] {0, -1}))
        .containsEntry("blobs", ByteBuffer.wrap(new byte[] {1}))
        .containsEntry("code", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))
        .containsEntry("mood", "ok")
        .containsEntry("bits", ByteBuffer.wrap(new byte[] {0, 5}))
        .containsEntry("host", "::1");
    assertThat(rows.get(1)).containsEntry("n", Long.MIN_VALUE).containsEntry("name", "");
    assertThat(rows.get(2).values()).filteredOn(value -> value != null).containsExactly(3);
  }

  @Test
  void whatNoColumnHoldsIsRefused() {
    for (String bad :
        List.of("DATE|'0000-00-00'", "DATETIME|'0000-00-00'", "TIME|'30:00:00'", "BOOLEAN|2")) {
      String[] parts = bad.split("\\|");
      database()
          .run(
              "SET sql_mode = ''",
              "DROP TABLE IF EXISTS odd",
              "CREATE TABLE odd (it " + parts[0] + ")",
              "INSERT INTO odd VALUES (" + parts[1] + ")");
      TributaryException error = failure(() -> Reading.of(source(), all("odd")));

      assertThat(error.code()).as(bad).isEqualTo(ErrorCode.VALUE_REFUSED);
      assertThat(error).hasMessageContaining("'it'").hasMessageContaining("odd");
    }
  }

  @Test
  void aWrongPasswordIsAnErrorThatDoesNotRepeatIt() {
    String url = database().url() + "?user=reader&password=not_this_one";
    try (Source source = new TestDatabase(url).source()) {
      TributaryException error = failure(source::discover);

      assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
      assertThat(error.toString()).doesNotContain("not_this_one");
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsASettingToCorrect() {
    try (Source source = MariadbServer.shared().database("absent").source()) {
      assertThat(failure(source::discover).code()).isEqualTo(ErrorCode.SETTING_INVALID);
    }
  }

  @Test
  void aReadGoesOnAfterItsConnectionWasKilled() throws SQLException {
    database().run("CREATE TABLE stock (id INT PRIMARY KEY, note TEXT)");
    for (int i = 0; i < 10; i++) {
      database()
          .run(
              "INSERT INTO stock SELECT seq, REPEAT('x', 500) FROM seq_"
                  + (i * 1000 + 1)
                  + "_to_"
                  + (i + 1) * 1000);
    }
    List<Object> ids = new ArrayList<>();
    try (Source small = database().source(Map.of("batch-bytes", "20KB"));
        Round round = small.plan(all("stock"), Position.START);
        SplitReader reader = small.open(all("stock"), round.splits().get(0), Position.START)) {
      int batches = 0;
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        batch.rowViews().forEach(row -> ids.add(row.get("id")));
        if (++batches == 3) {
          killReaders();
        }
      }
    }

    assertThat(ids).isEqualTo(IntStream.rangeClosed(1, 10_000).boxed().toList());
  }

  private void killReaders() throws SQLException {
    try (Connection connection = database().connect();
        Statement statement = connection.createStatement()) {
      List<Long> readers = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT id FROM information_schema.processlist"
                  + " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
        while (row.next()) {
          readers.add(row.getLong(1));
        }
      }
      assertThat(readers).isNotEmpty();
      for (long reader : readers) {
        statement.execute("KILL " + reader);
      }
    }
  }
}
