// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that is longer than may be read refuses its row, and is never held. */
class LongValuesTest {

  private static final long MAX = 1 << 20;

  /** Large enough to tell, small enough to be quick; PostgreSQL takes nearly a gigabyte too. */
  private static final long LONG = Long.getLong("long-value-bytes", 48L << 20);

  /** What reading takes beside values: batches, statements, metadata. */
  private static final long BESIDES = 32L << 20;

  @TempDir Path directory;

  @Test
  void postgresqlKeepsLongTextsAndBytesToItself() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    postgres(database, "TEXT", "repeat('x', " + LONG + ")");
    isRefused(database, "kinds");
    database.run("CREATE VIEW seen AS SELECT * FROM kinds");
    isRefused(database, "seen");
    postgres(database, "BYTEA", "convert_to(repeat('x', " + LONG + "), 'UTF8')");
    isRefused(database, "kinds");
  }

  @Test
  void postgresqlKeepsLongDocumentsAndArraysToItself() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    postgres(database, "JSONB", "to_jsonb(repeat('x', 20000000))");
    isRefused(database, "kinds");
    postgres(database, "TEXT[]", "ARRAY[repeat('x', 20000000)]");
    isRefused(database, "kinds");
    postgres(database, "XML", "xmlparse(CONTENT repeat('x', 20000000))");
    isRefused(database, "kinds");
  }

  @Test
  void aNumberThatUnfoldsIntoALongTextIsKeptToo() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    String zeros = "('[' || repeat('1e131071,', 40) || '0]')::jsonb";
    postgres(database, "JSONB", zeros);

    isRefused(database, "kinds");
  }

  @Test
  void thePartsOfATableAreLookedAt() {
    TestDatabase database = PostgresServer.shared().emptyDatabase();
    database.run(
        "CREATE TABLE kinds (id INT NOT NULL, it TEXT) PARTITION BY LIST (id)",
        "CREATE TABLE kinds_2 PARTITION OF kinds FOR VALUES IN (2)",
        "CREATE TABLE kinds_else PARTITION OF kinds DEFAULT",
        "INSERT INTO kinds VALUES (1, 'short'), (2, repeat('x', 20000000)), (3, NULL)");

    isRefused(database, "kinds");
  }

  @Test
  void aShortLimitHoldsForShortValues() {
    for (TestServer server :
        List.of(
            PostgresServer.shared(),
            MariadbServer.shared(),
            new SqliteFiles(directory),
            new H2Server())) {
      TestDatabase database = server.emptyDatabase();
      database.run(
          "CREATE TABLE kinds (id INT NOT NULL PRIMARY KEY, it VARCHAR(20))",
          "INSERT INTO kinds VALUES (1, 'Grün'), (2, 'Grünes'), (3, NULL)");
      try (Source source = database.source(Map.of("max-value-bytes", 5))) {
        List<RefusedRow> refused = refused(source, server.named("kinds"));

        assertThat(refused).extracting(RefusedRow::place).allMatch(place -> place.endsWith("= 2"));
        assertThat(refused).hasSize(1);
      }
    }
  }

  @Test
  void mariadbKeepsLongValuesToItself() {
    TestDatabase database = MariadbServer.shared().emptyDatabase();
    for (String type : List.of("LONGTEXT", "LONGBLOB", "JSON")) {
      database.run("DROP TABLE IF EXISTS kinds");
      database.run(
          "CREATE TABLE kinds (id INT NOT NULL PRIMARY KEY, it " + type + ")",
          "INSERT INTO kinds VALUES (1, '{}'), (2, CONCAT('\"', REPEAT('x', 12000000), '\"')),"
              + " (3, NULL)");

      isRefused(database, "kinds", Map.of(), 4 << 20);
    }
  }

  @Test
  void sqliteKeepsLongValuesToItself() {
    TestDatabase database = new SqliteFiles(directory).emptyDatabase();
    database.run(
        "CREATE TABLE kinds (id INTEGER NOT NULL PRIMARY KEY, it BLOB)",
        "INSERT INTO kinds VALUES (1, x'00'), (2, zeroblob(" + LONG + ")), (3, NULL)");

    isRefused(database, "kinds", Map.of(), 4 << 20);
  }

  @Test
  void h2IsReadPieceByPiece() throws SQLException {
    TestDatabase database = new H2Server().emptyDatabase();
    database.run(
        "CREATE TABLE kinds (id INT NOT NULL PRIMARY KEY, it CLOB)",
        "INSERT INTO kinds VALUES (1, 'short'), (3, NULL)");
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement("INSERT INTO kinds VALUES (2, ?)")) {
      statement.setCharacterStream(1, new Endless(), LONG);
      statement.executeUpdate();
    }

    isRefused(database, "KINDS", Map.of(), 16 << 20);
  }

  private static void postgres(TestDatabase database, String type, String value) {
    String one = type.equals("JSONB") ? "'{}'" : type.equals("TEXT[]") ? "'{}'" : "'1'";
    database.run(
        "DROP TABLE IF EXISTS kinds CASCADE",
        "CREATE TABLE kinds (id INT NOT NULL PRIMARY KEY, it " + type + ")",
        "INSERT INTO kinds VALUES (1, " + one + "), (2, " + value + "), (3, NULL)");
  }

  private static void isRefused(TestDatabase database, String table) {
    for (boolean copy : new boolean[] {true, false}) {
      isRefused(database, table, Map.of("postgres-copy", copy), BESIDES);
    }
  }

  private static void isRefused(
      TestDatabase database, String table, Map<String, Object> way, long besides) {
    Map<String, Object> settings = new java.util.HashMap<>(way);
    settings.put("max-value-bytes", MAX);
    try (Source source = database.source(settings)) {
      long before = allocated();
      List<RefusedRow> refused = refused(source, table);
      long taken = allocated() - before;

      assertThat(refused).hasSize(1);
      assertThat(refused.get(0).reason()).contains("max-value-bytes");
      assertThat(refused.get(0).raw()).hasSizeLessThan(100);
      assertThat(taken).isLessThan(4 * MAX + besides);
    }
  }

  /** Reads three rows of which one is refused. */
  private static List<RefusedRow> refused(Source source, String table) {
    List<RefusedRow> refused = new ArrayList<>();
    int kept = 0;
    try (SplitReader reader = source.open(all(table), Split.whole(), Position.START)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        kept += batch.rows();
        refused.addAll(reader.refused());
      }
      refused.addAll(reader.refused());
    }
    assertThat(kept).isEqualTo(2);
    return refused;
  }

  /** Bytes that this thread has ever asked for. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  /** A text without an end. */
  private static final class Endless extends Reader {
    @Override
    public int read(char[] into, int from, int length) {
      java.util.Arrays.fill(into, from, from + length, 'x');
      return length;
    }

    @Override
    public void close() {}
  }
}
