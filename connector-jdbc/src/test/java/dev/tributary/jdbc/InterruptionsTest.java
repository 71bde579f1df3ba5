// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.DatabaseContract.failure;
import static dev.tributary.jdbc.Reading.all;
import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of a read when its connection is lost, or its statement ended, in the middle. */
class InterruptionsTest {

  private static final int ROWS = 20_000;
  private static final String READERS =
      "FROM pg_stat_activity WHERE application_name = 'tributary' AND query LIKE '%stock%'"
          + " AND pid <> pg_backend_pid() AND (state = 'active' OR query LIKE 'SELECT \"id%')";

  private final TestDatabase database = PostgresServer.shared().emptyDatabase();

  @Test
  void aReadGoesOnAfterItsConnectionWasCut() {
    stock();
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of("splits", 2),
            Map.of("splits", 1),
            Map.of("splits", 1, "postgres-copy", false),
            Map.of("splits", 2, "snapshot", "per-split"))) {
      for (StreamRequest stream : List.of(all("stock"), by("stock", "grp"))) {
        try (Source source = small(settings)) {
          assertThat(cutInTheMiddle(source, stream))
              .as(settings + " " + stream.cursor())
              .containsExactlyInAnyOrderElementsOf(
                  LongStream.rangeClosed(1, ROWS).boxed().toList());
        }
      }
    }
  }

  @Test
  void withoutReconnectsACutConnectionFailsTheRead() {
    stock();
    try (Source source = small(Map.of("reconnects", 0))) {
      TributaryException error = failure(() -> cutInTheMiddle(source, all("stock")));

      assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }
  }

  @Test
  void aTableWithoutAnOrderFailsInsteadOfComingTwice() {
    database.run(
        "CREATE TABLE stock AS SELECT i AS id, 1 AS grp, repeat('x', 400) AS note"
            + " FROM generate_series(1, "
            + ROWS
            + ") i");
    try (Source source = small(Map.of("snapshot", "per-split"))) {
      TributaryException error = failure(() -> cutInTheMiddle(source, all("stock")));

      assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    }
  }

  @Test
  void aStatementThatWasCancelledCanBeReadAgain() {
    stock();
    try (Source source = small(Map.of());
        Round round = source.plan(all("stock"), Position.START)) {
      Split split = round.splits().get(0);
      try (SplitReader reader = source.open(all("stock"), split, Position.START)) {
        reader.next();
        database.run("SELECT pg_cancel_backend(pid) " + READERS);

        assertThat(failure(() -> drain(reader)).code()).isEqualTo(ErrorCode.CANCELLED);
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      Reading.drain(source, all("stock"), split, Position.START, rows);
      assertThat(rows).hasSize(ROWS);
    }
  }

  @Test
  void aStatementTakesNoLongerThanItMay() {
    database.run("CREATE VIEW slow AS SELECT 1 AS one FROM pg_sleep(60)");
    try (Source source = database.source(Map.of("statement-timeout", "300ms"))) {
      TributaryException error = failure(() -> Reading.of(source, all("slow")));

      assertThat(error.code()).isEqualTo(ErrorCode.LIMIT_REACHED);
      assertThat(error.nextStep()).contains("statement-timeout");
    }
  }

  @Test
  void aTableThatWaitsForItsReaderIsAlteredAfterwards() {
    stock();
    try (Source source = small(Map.of());
        Round round = source.plan(all("stock"), Position.START);
        SplitReader reader = source.open(all("stock"), round.splits().get(0), Position.START)) {
      long rows = reader.next().rows();
      Thread altering = new Thread(() -> database.run("ALTER TABLE stock DROP COLUMN note"));
      altering.start();

      rows += drain(reader);

      assertThat(rows).isEqualTo(ROWS);
    }
  }

  private Source small(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("batch-bytes", "20KB");
    return database.source(settings);
  }

  private void stock() {
    database.run(
        "CREATE TABLE stock (id BIGINT PRIMARY KEY, grp INT NOT NULL, note TEXT)",
        "INSERT INTO stock SELECT i, i / 100, repeat('x', 400) FROM generate_series(1, "
            + ROWS
            + ") i",
        "ANALYZE stock");
  }

  /** Reads a round whose first split loses its connection after some batches. */
  private List<Long> cutInTheMiddle(Source source, StreamRequest stream) {
    List<Long> ids = new ArrayList<>();
    try (Round round = source.plan(stream, Position.START)) {
      for (Split split : round.splits()) {
        try (SplitReader reader = source.open(stream, split, Position.START)) {
          int batches = 0;
          for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
            batch.rowViews().forEach(row -> ids.add(((Number) row.get("id")).longValue()));
            if (++batches == 3 && split.ordinal() == 0) {
              assertThat(
                      TestServer.number(
                          database, "SELECT COUNT(pg_terminate_backend(pid)) " + READERS))
                  .isPositive();
            }
          }
        }
      }
    }
    return ids;
  }

  private static long drain(SplitReader reader) {
    long rows = 0;
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      rows += batch.rows();
    }
    return rows;
  }
}
