// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.Source;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSourceTest extends DatabaseContract {

  @TempDir Path directory;

  @Override
  TestServer server() {
    return new SqliteFiles(directory);
  }

  @Test
  void everyDeclaredTypeKeepsItsExtremesAndNulls() {
    database()
        .run(
            "CREATE TABLE kinds (id INTEGER PRIMARY KEY, truth BOOLEAN, n BIGINT, x REAL, cents"
                + " DECIMAL(18,4), free NUMERIC, day DATE, clock TIME, at DATETIME, zoned"
                + " TIMESTAMPTZ, name VARCHAR(10), body BLOB, code UUID, doc JSON, anything)",
            "INSERT INTO kinds VALUES (1, 1, 9223372036854775807, 1.7976931348623157e308,"
                + " 12345678901234.5678, 0.1, '9999-12-31', '23:59:59.999999', '2024-02-29 12:00:00',"
                + " '2024-02-29T12:00:00+02:00', 'Grün 🦆', x'00ff',"
                + " '123e4567-e89b-12d3-a456-426614174000', '{}', 5)",
            "INSERT INTO kinds (id, n, cents, name) VALUES (2, -9223372036854775808, -0.0001, '')",
            "INSERT INTO kinds (id) VALUES (3)");

    List<Map<String, Object>> rows = Reading.of(source(), all("kinds")).rows();

    assertThat(rows.get(0))
        .containsEntry("truth", true)
        .containsEntry("n", Long.MAX_VALUE)
        .containsEntry("x", Double.MAX_VALUE)
        .containsEntry("free", new BigDecimal("0.100000000000000000"))
        .containsEntry("day", LocalDate.of(9999, 12, 31))
        .containsEntry("clock", LocalTime.of(23, 59, 59, 999_999_000))
        .containsEntry("at", LocalDateTime.of(2024, 2, 29, 12, 0))
        .containsEntry("zoned", Instant.parse("2024-02-29T10:00:00Z"))
        .containsEntry("name", "Grün 🦆")
        .containsEntry("body", ByteBuffer.wrap(new byte[] {0, -1}))
        .containsEntry("code", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))
        .containsEntry("doc", "{}")
        .containsEntry("anything", "5");
    assertThat(((BigDecimal) rows.get(0).get("cents")).doubleValue())
        .isEqualTo(12345678901234.5678);
    assertThat(rows.get(1))
        .containsEntry("n", Long.MIN_VALUE)
        .containsEntry("cents", new BigDecimal("-0.0001"))
        .containsEntry("name", "");
    assertThat(rows.get(2).values()).filteredOn(value -> value != null).containsExactly(3L);
  }

  @Test
  void aValueThatDoesNotFitItsDeclaredTypeIsRefused() {
    database()
        .run(
            "CREATE TABLE loose (n INTEGER, cents DECIMAL(10,2), at DATETIME, name TEXT, truth"
                + " BOOLEAN)");
    for (String bad :
        List.of(
            "n) VALUES ('secret')",
            "n) VALUES (1.5)",
            "cents) VALUES (1.005)",
            "cents) VALUES ('secret')",
            "at) VALUES ('secret')",
            "at) VALUES (1700000000)",
            "name) VALUES (x'00')",
            "truth) VALUES (2)")) {
      database().run("DELETE FROM loose", "INSERT INTO loose (" + bad);
      TributaryException error = failure(() -> Reading.of(source(), all("loose")));

      assertThat(error.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
      assertThat(error)
          .hasMessageContaining("'" + bad.substring(0, bad.indexOf(')')) + "'")
          .hasMessageContaining("loose")
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsNotMade() {
    Path missing = directory.resolve("missing.db");
    try (Source source = new TestDatabase("jdbc:sqlite:" + missing).source()) {
      assertThat(failure(source::discover).code()).isEqualTo(ErrorCode.SETTING_INVALID);
    }
    assertThat(missing).doesNotExist();
  }
}
