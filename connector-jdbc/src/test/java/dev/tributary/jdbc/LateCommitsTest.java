// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Position;
import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Rows of PostgreSQL that are committed after others with later cursor values. */
class LateCommitsTest {

  private static final int WRITERS = 4;

  private final TestDatabase database = PostgresServer.shared().emptyDatabase();
  private Position position = Position.START;
  private final Map<Object, Integer> read = new TreeMap<>();

  @Test
  void aRowThatWasCommittedLateIsFound() throws SQLException {
    database.run("CREATE TABLE log (id SERIAL PRIMARY KEY, at TIMESTAMP DEFAULT now())");
    StreamRequest stream = by("log", "at");
    try (Source source = database.source();
        Connection late = database.connect();
        Statement slow = late.createStatement()) {
      late.setAutoCommit(false);
      slow.execute("INSERT INTO log DEFAULT VALUES");
      database.run("INSERT INTO log DEFAULT VALUES");
      Reading first = Reading.of(source, stream);
      late.commit();

      Reading second = Reading.of(source, stream, first.position());
      Reading third = Reading.of(source, stream, second.position());

      assertThat(first.column("id")).containsExactly(2);
      assertThat(second.column("id")).containsExactly(1);
      assertThat(third.rows()).isEmpty();
    }
  }

  @Test
  void aRowOfASubtransactionThatWasCommittedLateIsFound() throws SQLException {
    database.run("CREATE TABLE log (id SERIAL PRIMARY KEY, at TIMESTAMP DEFAULT now())");
    StreamRequest stream = by("log", "id");
    try (Source source = database.source();
        Connection late = database.connect();
        Statement slow = late.createStatement()) {
      late.setAutoCommit(false);
      slow.execute("INSERT INTO log DEFAULT VALUES");
      slow.execute("SAVEPOINT part; INSERT INTO log DEFAULT VALUES; RELEASE part");
      database.run("INSERT INTO log DEFAULT VALUES");
      Reading first = Reading.of(source, stream);
      late.commit();

      Reading second = Reading.of(source, stream, first.position());

      assertThat(first.column("id")).containsExactly(3);
      assertThat(second.column("id")).containsExactlyInAnyOrder(1, 2);
      assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
    }
  }

  @Test
  void aTransactionThatBeganLongBeforeItWroteIsWaitedFor() throws SQLException {
    database.run("CREATE TABLE log (id SERIAL PRIMARY KEY, at TIMESTAMP DEFAULT now())");
    StreamRequest stream = by("log", "at");
    try (Source source = database.source();
        Connection late = database.connect();
        Statement slow = late.createStatement()) {
      late.setAutoCommit(false);
      slow.execute("SELECT now()");
      database.run("INSERT INTO log DEFAULT VALUES");
      Reading first = Reading.of(source, stream);
      slow.execute("INSERT INTO log DEFAULT VALUES");
      late.commit();

      Reading second = Reading.of(source, stream, first.position());

      assertThat(second.column("id")).containsExactly(2);
    }
  }

  @Test
  void moreTransactionsThanAPositionListsWaitForTheNextRound() throws SQLException {
    database.run("CREATE TABLE log (id SERIAL PRIMARY KEY)");
    StreamRequest stream = by("log", "id");
    try (Source source = database.source();
        Connection late = database.connect();
        Statement slow = late.createStatement()) {
      late.setAutoCommit(false);
      slow.execute("INSERT INTO log DEFAULT VALUES");
      database.run(
          "DO $$ BEGIN FOR i IN 1..5000 LOOP"
              + " BEGIN INSERT INTO log DEFAULT VALUES; EXCEPTION WHEN OTHERS THEN NULL; END;"
              + " END LOOP; END $$");
      Reading first = Reading.of(source, stream);
      late.commit();
      Reading second = Reading.of(source, stream, first.position());

      List<Object> ids = new ArrayList<>(first.column("id"));
      ids.addAll(second.column("id"));
      assertThat(first.rows()).hasSizeBetween(4_000, 4_999);
      assertThat(first.position().toString()).hasSizeLessThan(4_000);
      assertThat(ids).hasSize(5_001).doesNotHaveDuplicates();
      assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
    }
  }

  /** Writers begin, write and commit in any order, and runs read in between. */
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void nothingIsLostAndNothingIsDoubled(@ForAll long seed) throws SQLException {
    Random random = new Random(seed);
    String cursor = List.of("id", "at", "zoned", "at, id").get(random.nextInt(4));
    database.run(
        "DROP TABLE IF EXISTS log",
        "CREATE TABLE log (id BIGSERIAL"
            + (random.nextBoolean() ? " PRIMARY KEY" : "")
            + ", at TIMESTAMP NOT NULL, zoned TIMESTAMPTZ NOT NULL)",
        "CREATE INDEX ON log (at)");
    position = Position.START;
    read.clear();
    Set<Long> written = new TreeSet<>();
    List<Connection> writers = new ArrayList<>();
    Map<Integer, List<Long>> open = new TreeMap<>();
    StreamRequest stream = by("log", cursor);
    try (Source source =
        database.source(Map.of("batch-bytes", "400", "splits", 1 + random.nextInt(2)))) {
      for (int i = 0; i < WRITERS; i++) {
        writers.add(database.connect());
        writers.get(i).setAutoCommit(false);
      }
      for (int step = 0; step < 60; step++) {
        int writer = random.nextInt(WRITERS);
        switch (random.nextInt(8)) {
          case 0 -> run(source, stream, random.nextBoolean());
          case 1, 2 -> {
            writers.get(writer).commit();
            written.addAll(open.getOrDefault(writer, List.of()));
            open.remove(writer);
          }
          case 3 -> {
            writers.get(writer).rollback();
            open.remove(writer);
          }
          default ->
              open.computeIfAbsent(writer, w -> new ArrayList<>())
                  .addAll(insert(writers.get(writer), random));
        }
      }
      for (int i = 0; i < WRITERS; i++) {
        writers.get(i).commit();
        written.addAll(open.getOrDefault(i, List.of()));
        writers.get(i).close();
      }
      run(source, stream, false);
      run(source, stream, false);
    }
    assertThat(written).as("lost by '" + cursor + "'").allMatch(read::containsKey);
    assertThat(read.entrySet())
        .as("doubled, or never committed, by '" + cursor + "'")
        .allMatch(each -> each.getValue() == 1 && written.contains(each.getKey()));
  }

  /** Some rows of one transaction, perhaps in a subtransaction, perhaps timed by the clock. */
  private static List<Long> insert(Connection writer, Random random) throws SQLException {
    List<Long> ids = new ArrayList<>();
    String time = random.nextBoolean() ? "now()" : "clock_timestamp()";
    boolean inner = random.nextInt(3) == 0;
    try (Statement statement = writer.createStatement()) {
      statement.execute(inner ? "SAVEPOINT part" : "SELECT 1");
      try (var row =
          statement.executeQuery(
              "INSERT INTO log (at, zoned) SELECT t, t FROM (SELECT "
                  + time
                  + " AS t FROM generate_series(1, "
                  + (1 + random.nextInt(12))
                  + ")) x RETURNING id")) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
      if (inner && random.nextBoolean()) {
        statement.execute("ROLLBACK TO SAVEPOINT part");
        ids.clear();
      }
    }
    return ids;
  }

  /** One run, which may be cut where the round vouches for it. */
  private void run(Source source, StreamRequest stream, boolean cut) {
    Reading reading =
        cut ? Reading.cut(source, stream, position) : Reading.of(source, stream, position);
    position = new Position(dev.tributary.load.Fields.of(reading.position().fields().asMap()));
    assertThat(position.toString()).hasSizeLessThan(4_000);
    reading.column("id").forEach(id -> read.merge(id, 1, Integer::sum));
  }
}
