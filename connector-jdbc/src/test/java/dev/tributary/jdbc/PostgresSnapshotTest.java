// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Context;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the splits of one read of PostgreSQL see. */
class PostgresSnapshotTest {

  private final TestDatabase database = PostgresServer.shared().emptyDatabase();
  private Source source;

  @BeforeEach
  void fill() {
    database.run(
        "CREATE TABLE stock (id INT PRIMARY KEY, amount INT, note TEXT)",
        "INSERT INTO stock SELECT i, 1, repeat('x', 200) FROM generate_series(1, 2000) i");
    source = database.source(Map.of("splits", 4));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void allSplitsSeeTheStateInWhichTheRoundWasPlanned() {
    try (Round round = source.plan(all("stock"), Position.START)) {
      database.run(
          "UPDATE stock SET amount = amount + 1",
          "DELETE FROM stock WHERE id % 7 = 0",
          "INSERT INTO stock SELECT i, 5, '' FROM generate_series(5001, 5100) i");

      List<Map<String, Object>> rows = rows(round.splits());

      assertThat(round.splits()).hasSize(4);
      assertThat(rows).hasSize(2000).allMatch(row -> row.get("amount").equals(1));
      assertThat(rows.stream().map(row -> row.get("id"))).doesNotHaveDuplicates();
    }
  }

  @Test
  void splitsAreTheSameAsLongAsTheTableIs() {
    List<Split> once = planned();

    List<Split> again = planned();

    assertThat(again.stream().map(PostgresSnapshotTest::pages))
        .containsExactlyElementsOf(once.stream().map(PostgresSnapshotTest::pages).toList());
    assertThat(again.stream().map(Split::weight)).allMatch(weight -> weight > 100_000);
  }

  @Test
  void aRoundKeepsNoTableFromBeingAltered() {
    try (Round round = source.plan(all("stock"), Position.START)) {
      database.run("SET lock_timeout = '1s'; ALTER TABLE stock ADD COLUMN colour TEXT");

      assertThat(rows(round.splits())).hasSize(2000).allMatch(row -> !row.containsKey("colour"));
    }
  }

  @Test
  void aTableThatWasRewrittenOrEmptiedFailsItsSplits() {
    for (String change :
        List.of("VACUUM FULL stock", "ALTER TABLE stock ALTER id TYPE BIGINT", "TRUNCATE stock")) {
      try (Round round = source.plan(all("stock"), Position.START)) {
        database.run(change);

        TributaryException error = DatabaseContract.failure(() -> rows(round.splits()));

        assertThat(error.code()).as(change).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(error).hasMessageContaining("rewritten or emptied");
        assertThat(error.nextStep()).contains("planned anew");
      }
    }
  }

  @Test
  void aTableThatWasDroppedFailsItsSplits() {
    try (Round round = source.plan(all("stock"), Position.START)) {
      database.run("DROP TABLE stock");

      assertThat(DatabaseContract.failure(() -> rows(round.splits())).code())
          .isEqualTo(ErrorCode.STREAM_NOT_FOUND);
    }
  }

  @Test
  void withoutTheSnapshotSplitsFailInsteadOfMixingStates() {
    try (Round round = source.plan(all("stock"), Position.START)) {
      database.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'tributary' AND state = 'idle in transaction'");

      TributaryException error = DatabaseContract.failure(() -> rows(round.splits()));

      assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
      assertThat(error).hasMessageContaining("snapshot");
    }
    assertThat(Reading.of(source, all("stock")).rows()).hasSize(2000);
  }

  @Test
  void partitionsAreCutOneByOne() {
    database.run(
        "CREATE TABLE sales (id INT, year INT, note TEXT) PARTITION BY LIST (year)",
        "CREATE TABLE sales_2024 PARTITION OF sales FOR VALUES IN (2024)",
        "CREATE TABLE sales_rest (note TEXT, year INT, id INT)",
        "ALTER TABLE sales ATTACH PARTITION sales_rest DEFAULT",
        "CREATE TABLE empty PARTITION OF sales FOR VALUES IN (1900)",
        "INSERT INTO sales SELECT i, 2020 + i % 5, repeat('x', 100) FROM generate_series(1, 3000) i");

    Reading read = Reading.of(source, all("sales"));

    assertThat(read.rows()).hasSize(3000);
    assertThat(read.column("id")).doesNotHaveDuplicates();
  }

  @Test
  void heirsOfATableAreReadWithIt() {
    database.run(
        "CREATE TABLE elder (id INT, note TEXT)",
        "CREATE TABLE heir (more TEXT) INHERITS (elder)",
        "INSERT INTO elder SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i",
        "INSERT INTO heir SELECT i, repeat('x', 100), '' FROM generate_series(1001, 2000) i");

    Reading read = Reading.of(source, all("elder"));

    assertThat(read.column("id")).hasSize(2000).doesNotHaveDuplicates();
  }

  @Test
  void aNoticeSaysThatASnapshotIsOld() throws InterruptedException {
    BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    Context context = Context.standard();
    JdbcSourceProvider provider = new JdbcSourceProvider();
    try (Source noting =
            provider.create(
                provider
                    .settings()
                    .read("source", database.settings(Map.of("snapshot-notice", "1ms"))),
                new Context(
                    context.clock(),
                    context.executor(),
                    context.classLoader(),
                    notices::add,
                    context.credentials()));
        Round round = noting.plan(all("stock"), Position.START)) {
      assertThat(notices.poll(30, TimeUnit.SECONDS)).contains("'stock'").contains("PT0.001S");
    }
  }

  @Test
  void eachSplitMayHaveASnapshotOfItsOwn() {
    try (Source alone = database.source(Map.of("splits", 3, "snapshot", "per-split"));
        Round round = alone.plan(all("stock"), Position.START)) {
      assertThat(round.splits()).hasSize(3);
      assertThat(round.splits()).noneMatch(split -> split.fields().has("snapshot"));
      assertThat(Reading.of(alone, all("stock")).rows()).hasSize(2000);
    }
  }

  private List<Split> planned() {
    try (Round round = source.plan(all("stock"), Position.START)) {
      return round.splits();
    }
  }

  private static Object pages(Split split) {
    return split.fields().fields("pages");
  }

  private List<Map<String, Object>> rows(List<Split> splits) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Split split : splits) {
      try (SplitReader reader = source.open(all("stock"), split, Position.START)) {
        for (var batch = reader.next(); batch != null; batch = reader.next()) {
          rows.addAll(batch.toMaps());
        }
      }
    }
    return rows;
  }
}
