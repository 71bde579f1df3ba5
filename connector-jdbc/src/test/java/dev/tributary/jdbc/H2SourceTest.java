// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.Source;
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
import org.junit.jupiter.api.Test;

class H2SourceTest extends DatabaseContract {

  private final H2Server server = new H2Server();

  @Override
  TestServer server() {
    return server;
  }

  @Test
  void everyTypeKeepsItsExtremesAndNulls() {
    database()
        .run(
            "CREATE TABLE kinds (id INT PRIMARY KEY, truth BOOLEAN, t TINYINT, s SMALLINT, n"
                + " BIGINT, f REAL, x DOUBLE PRECISION, wide NUMERIC(38,10), free DECFLOAT(30), born"
                + " DATE, clock TIME(9), at TIMESTAMP(6), fine TIMESTAMP(9), zoned TIMESTAMP(6) WITH"
                + " TIME ZONE, name VARCHAR, big CLOB, body VARBINARY, blob BLOB, code UUID, doc"
                + " JSON, mood ENUM('sad', 'ok'))",
            "INSERT INTO kinds VALUES (1, TRUE, 127, 32767, 9223372036854775807, 1.5, 4.9e-324,"
                + " -9999999999999999999999999999.9999999999, 0.1, '9999-12-31',"
                + " '23:59:59.999999999', '0001-01-01 00:00:00', '2024-02-29 12:00:00.123456789',"
                + " '2024-02-29 12:00:00+02', 'Grün 🦆', 'big', X'00ff', X'01',"
                + " '123e4567-e89b-12d3-a456-426614174000', JSON '{\"a\":1}', 'ok')",
            "INSERT INTO kinds (id, t, n, name) VALUES (2, -128, -9223372036854775808, '')",
            "INSERT INTO kinds (id) VALUES (3)");
    TimeZone before = TimeZone.getDefault();
    List<Map<String, Object>> rows;
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      rows = Reading.of(source(), all("KINDS")).rows();
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(rows.get(0))
        .containsEntry("TRUTH", true)
        .containsEntry("T", 127)
        .containsEntry("N", Long.MAX_VALUE)
        .containsEntry("F", 1.5f)
        .containsEntry("X", Double.MIN_VALUE)
        .containsEntry("WIDE", new BigDecimal("-9999999999999999999999999999.9999999999"))
        .containsEntry("FREE", new BigDecimal("0.100000000000000000"))
        .containsEntry("BORN", LocalDate.of(9999, 12, 31))
        .containsEntry("CLOCK", LocalTime.of(23, 59, 59, 999_999_999))
        .containsEntry("AT", LocalDateTime.of(1, 1, 1, 0, 0))
        .containsEntry("FINE", LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_789))
        .containsEntry("ZONED", Instant.parse("2024-02-29T10:00:00Z"))
        .containsEntry("NAME", "Grün 🦆")
        .containsEntry("BIG", "big")
        .containsEntry("BODY", ByteBuffer.wrap(new byte[] {0, -1}))
        .containsEntry("BLOB", ByteBuffer.wrap(new byte[] {1}))
        .containsEntry("CODE", UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))
        .containsEntry("DOC", "{\"a\":1}")
        .containsEntry("MOOD", "ok");
    assertThat(rows.get(1)).containsEntry("T", -128).containsEntry("N", Long.MIN_VALUE);
    assertThat(rows.get(2).values()).filteredOn(value -> value != null).containsExactly(3);
  }

  @Test
  void aTypeThatNothingHoldsCannotBeRead() {
    database().run("CREATE TABLE lists (id INT, tags JAVA_OBJECT)");

    TributaryException error = failure(() -> source().check(all("LISTS")));

    assertThat(error.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
    assertThat(error).hasMessageContaining("'TAGS'").hasMessageContaining("PUBLIC.LISTS");
  }

  @Test
  void aWrongPasswordIsAnErrorThatDoesNotRepeatIt() {
    TestDatabase wrong = new TestDatabase(database().url(), "sa", "not this one");
    try (Source source = wrong.source()) {
      TributaryException error = failure(source::discover);

      assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
      assertThat(error.toString()).doesNotContain("not this one");
    }
  }
}
