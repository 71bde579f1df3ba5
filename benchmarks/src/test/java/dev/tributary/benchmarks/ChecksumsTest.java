// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecksumsTest {

  private Connection duckdb;

  @BeforeEach
  void fill() throws SQLException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    execute(
        "CREATE TABLE narrow (id BIGINT, code TEXT, qty INTEGER, price DOUBLE,"
            + " amount DECIMAL(12, 2), flag BOOLEAN, day DATE, seen_at TIMESTAMPTZ, note TEXT,"
            + " ref BIGINT)");
    execute(
        "INSERT INTO narrow VALUES"
            + " (1, 'a', 1, 1.1, 1.01, true, '2020-01-01', '2020-01-01 00:00:00+00', 'x', 7),"
            + " (2, 'b', 2, 2.2, 2.02, null, '2020-01-02', '2020-01-02 00:00:00+00', null, 8)");
  }

  @AfterEach
  void close() throws SQLException {
    duckdb.close();
  }

  @Test
  void theOrderOfRowsMakesNoDifference() throws SQLException {
    assertThat(checksums("narrow")).isEqualTo(checksums("(SELECT * FROM narrow ORDER BY id DESC)"));
  }

  @Test
  void aValueInAnotherRowIsSeen() throws SQLException {
    Checksums before = checksums("narrow");

    execute("UPDATE narrow SET qty = 3 - qty");

    assertThat(before.differences(checksums("narrow"))).contains("qty").doesNotContain("price");
  }

  @Test
  void theLastBitOfADoubleIsSeen() throws SQLException {
    Checksums before = checksums("narrow");

    execute("UPDATE narrow SET price = 2.2000000000000006 WHERE id = 2");

    assertThat(before.differences(checksums("narrow"))).contains("price");
  }

  @Test
  void anEmptyTextIsNotNull() throws SQLException {
    Checksums before = checksums("narrow");

    execute("UPDATE narrow SET note = '' WHERE id = 2");

    assertThat(before.differences(checksums("narrow"))).contains("note");
  }

  @Test
  void aRowTwiceIsSeen() throws SQLException {
    assertThat(checksums("narrow").differences(checksums("(FROM narrow UNION ALL FROM narrow)")))
        .contains("rows");
  }

  private Checksums checksums(String from) throws SQLException {
    return Checksums.inDuckdb(duckdb, from);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }
}
