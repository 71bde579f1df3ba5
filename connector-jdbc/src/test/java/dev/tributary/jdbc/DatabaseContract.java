// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.source.StreamStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every database. A subclass says where they come from. */
abstract class DatabaseContract {

  private TestServer server;
  private TestDatabase database;
  private Source source;

  abstract TestServer server();

  /** Whether rows say which transaction wrote them. */
  boolean tellsWriters() {
    return false;
  }

  TestDatabase database() {
    return database;
  }

  Source source() {
    return source;
  }

  @BeforeEach
  void open() {
    server = server();
    database = server.emptyDatabase();
    source = database.source();
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void aFullReadHoldsEveryRowAndTheNextOneHoldsThemAgain() {
    events(1, 2, 3);

    Reading first = Reading.of(source, all(stream("events")));
    Reading second = Reading.of(source, all(stream("events")), first.position());

    assertThat(ids(first)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(ids(second)).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void anEmptyTableIsReadToItsEnd() {
    events();

    assertThat(Reading.of(source, all(stream("events"))).rows()).isEmpty();
    assertThat(Reading.of(source, by(stream("events"), column("id"))).rows()).isEmpty();
  }

  @Test
  void splitsByKeyHoldEveryRowOnce() {
    events(LongStream.range(-500, 500).toArray());
    try (Source parallel = database.source(Map.of("splits", 3))) {
      assertThat(parallel.plan(all(stream("events")), Position.START).splits()).hasSize(3);
      assertThat(ids(Reading.of(parallel, all(stream("events")))))
          .containsExactlyInAnyOrderElementsOf(LongStream.range(-500, 500).boxed().toList());
    }
  }

  @Test
  void aCursorReadsOnlyWhatIsNew() {
    events(1, 2);
    StreamRequest stream = by(stream("events"), column("id"));
    Position position = Reading.of(source, stream).position();
    insert(3);
    insert(7);

    Reading second = Reading.of(source, stream, position);
    Reading third = Reading.of(source, stream, second.position());

    assertThat(ids(second)).containsExactly(3L, 7L);
    assertThat(third.rows()).isEmpty();
    assertThat(third.position()).isEqualTo(second.position());
    assertThat(source.plan(stream, second.position()).splits()).isEmpty();
  }

  @Test
  void rowsThatShareTheLastTimestampAreNeitherLostNorDoubled() {
    boundary("happened");
  }

  @Test
  void rowsThatShareTheLastTextAreNeitherLostNorDoubled() {
    boundary("code");
  }

  @Test
  void rowsThatShareTheLastDecimalAreNeitherLostNorDoubled() {
    boundary("amount");
  }

  @Test
  void rowsThatShareTheLastNumberAreNeitherLostNorDoubled() {
    boundary("grp");
  }

  @Test
  void rowsThatShareTheLastDateAreNeitherLostNorDoubled() {
    boundary("born");
  }

  private void boundary(String cursor) {
    events(5, 6);
    StreamRequest stream = by(stream("events"), column(cursor));
    Reading first = Reading.of(source, stream);
    insert(1);
    insert(9);
    Reading second = Reading.of(source, stream, first.position());
    insert(3);
    Reading third = Reading.of(source, stream, second.position());
    Reading fourth = Reading.of(source, stream, third.position());

    assertThat(ids(first)).containsExactlyInAnyOrder(5L, 6L);
    assertThat(ids(second)).containsExactlyInAnyOrder(1L, 9L);
    assertThat(ids(third)).containsExactly(3L);
    assertThat(fourth.rows()).isEmpty();
    assertThat(source.plan(stream, third.position()).splits()).isEmpty();
  }

  @Test
  void textsThatACollationTakesForEqualAreDifferentCursorValues() {
    events();
    database.run(
        "INSERT INTO events (id, code) VALUES (1, 'b')",
        "INSERT INTO events (id, code) VALUES (2, 'B')");
    StreamRequest stream = by(stream("events"), column("code"));

    Reading first = Reading.of(source, stream);
    Reading second = Reading.of(source, stream, first.position());

    assertThat(first.rows()).hasSize(2);
    assertThat(second.rows()).isEmpty();
  }

  @Test
  void rowsWithoutAKeyAreToldApartByAllTheirValues() {
    database.run("CREATE TABLE heap (n INTEGER NOT NULL, name VARCHAR(20))");
    database.run("INSERT INTO heap VALUES (1, 'a'), (1, 'a'), (1, NULL)");
    StreamRequest stream = by(stream("heap"), column("n"));
    Reading first = Reading.of(source, stream);
    database.run("INSERT INTO heap VALUES (1, 'a'), (1, 'b')");

    Reading second = Reading.of(source, stream, first.position());

    assertThat(first.rows()).hasSize(3);
    assertThat(second.column(column("name"))).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void moreRowsThanAPositionListsMayShareTheLastValue() {
    events(LongStream.range(0, 1_000).toArray());
    StreamRequest stream = by(stream("events"), column("grp"));
    Position position = Reading.of(source, stream).position();
    insert(1_000);
    Reading second = Reading.of(source, stream, position);

    assertThat(position.toString()).hasSizeLessThan(4_000);
    assertThat(ids(second)).containsExactly(1_000L);
    assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
  }

  @Test
  void rowsThatComeAndGoAmongTooManyToListAreToldApart() {
    events(LongStream.range(0, 1_000).toArray());
    StreamRequest stream = by(stream("events"), column("grp"));
    Position position = Reading.of(source, stream).position();
    database.run(
        "UPDATE events SET grp = 8 WHERE id IN (17, 18)", "DELETE FROM events WHERE id = 5");
    insert(-1);
    insert(2_000);
    Reading second = Reading.of(source, stream, position);

    assertThat(ids(second)).containsExactlyInAnyOrder(-1L, 2_000L, 17L, 18L);
    assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
  }

  @Test
  void tooManyThatComeAndGoAmongTooManyAreToldApartOrAnErrorAndNeverLost() {
    events(LongStream.range(0, 1_000).toArray());
    StreamRequest stream = by(stream("events"), column("grp"));
    Position position = Reading.of(source, stream).position();
    database.run("DELETE FROM events WHERE id < 500");
    insert(-1);
    if (tellsWriters()) {
      assertThat(ids(Reading.of(source, stream, position))).containsExactly(-1L);
      return;
    }

    TributaryException error = failure(() -> Reading.of(source, stream, position));

    assertThat(error.code()).isEqualTo(ErrorCode.CURSOR_INVALID);
    assertThat(error.nextStep()).contains("merge by key");
  }

  @Test
  void manySharingTheLastValueWithoutAKeyAreToldApartOrAnError() {
    database.run("CREATE TABLE heap (n INTEGER NOT NULL, name VARCHAR(20))");
    database.run(
        "INSERT INTO heap VALUES "
            + String.join(",", java.util.Collections.nCopies(200, "(1,'a')")));
    StreamRequest stream = by(stream("heap"), column("n"));
    if (tellsWriters()) {
      Position position = Reading.of(source, stream).position();
      database.run("INSERT INTO heap VALUES (1, 'b')");
      assertThat(Reading.of(source, stream, position).column("name")).containsExactly("b");
      return;
    }

    TributaryException error = failure(() -> Reading.of(source, stream));

    assertThat(error.code()).isEqualTo(ErrorCode.CURSOR_INVALID);
    assertThat(error.nextStep()).contains("primary key");
  }

  @Test
  void theFirstReadByCursorMaySplitByKey() {
    events(LongStream.range(0, 100).toArray());
    StreamRequest stream = by(stream("events"), column("happened"));
    try (Source parallel = database.source(Map.of("splits", 4))) {
      Reading first = Reading.of(parallel, stream);
      insert(100);
      Reading second = Reading.of(parallel, stream, first.position());

      assertThat(ids(first))
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 100).boxed().toList());
      assertThat(ids(second)).containsExactly(100L);
    }
  }

  @Test
  void aReadGoesOnAfterEachBatch() {
    events(LongStream.range(0, 60).toArray());
    database.run("UPDATE events SET grp = id / 7");
    try (Source small = database.source(Map.of("batch-bytes", "300"))) {
      for (StreamRequest stream :
          List.of(by(stream("events"), column("grp")), all(stream("events")))) {
        assertThat(batchByBatch(small, stream))
            .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 60).boxed().toList());
      }
    }
  }

  /** Reads each batch with a new reader, opened where the last one stood. */
  private List<Long> batchByBatch(Source small, StreamRequest stream) {
    List<Long> ids = new ArrayList<>();
    Split split = small.plan(stream, Position.START).splits().get(0);
    Position at = Position.START;
    int batches = 0;
    while (true) {
      try (SplitReader reader = small.open(stream, split, at)) {
        var batch = reader.next();
        if (batch == null) {
          assertThat(batches).isGreaterThan(3);
          return ids;
        }
        batch.rowViews().forEach(row -> ids.add(((Number) row.get(column("id"))).longValue()));
        at = reader.position();
        batches++;
      }
    }
  }

  @Test
  void wideRowsMakeSmallBatches() {
    String wide = "x".repeat(10_000);
    events(LongStream.range(0, 200).toArray());
    database.run("UPDATE events SET code = '" + wide + "' WHERE id >= 100");
    StreamRequest stream = all(stream("events"));
    try (Source small = database.source(Map.of("batch-bytes", "50KB"));
        SplitReader reader =
            small.open(
                stream, small.plan(stream, Position.START).splits().get(0), Position.START)) {
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        assertThat(batch.bytes()).isLessThan(80_000);
      }
    }
  }

  @Test
  void anInterruptedReadStopsAndKeepsTheFlag() {
    events(1, 2, 3);
    StreamRequest stream = all(stream("events"));
    Split split = source.plan(stream, Position.START).splits().get(0);
    try (SplitReader reader = source.open(stream, split, Position.START)) {
      Thread.currentThread().interrupt();

      TributaryException error = failure(reader::next);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  void discoverTellsKeysSchemasAndCursors() {
    events(1);
    database.run("CREATE VIEW recent AS SELECT id, code FROM events");

    List<StreamInfo> streams = source.discover();

    assertThat(streams).extracting(StreamInfo::name).hasSize(2);
    StreamInfo events =
        streams.stream().filter(each -> each.name().endsWith(stream("events"))).findFirst().get();
    assertThat(events.key()).containsExactly(column("id"));
    assertThat(events.cursors()).startsWith(column("updated_at"), column("id"));
    assertThat(events.schema().get().field(column("id")).get().required()).isTrue();
    assertThat(source.describe(all(events.name()))).isEqualTo(events.with(StreamStatistics.NONE));
    assertThat(source.describe(all(stream("events"))).schema()).isEqualTo(events.schema());
  }

  @Test
  void aMisspeltTableIsToldTheNearestName() {
    events(1);

    TributaryException error = failure(() -> source.check(all(stream("event"))));

    assertThat(error.code()).isEqualTo(ErrorCode.STREAM_NOT_FOUND);
    assertThat(error.nextStep()).contains(stream("events"));
  }

  @Test
  void aCursorThatIsMissingIsAnError() {
    events(1);

    TributaryException error =
        failure(() -> source.check(by(stream("events"), column("update_at"))));

    assertThat(error.code()).isEqualTo(ErrorCode.CURSOR_INVALID);
    assertThat(error.nextStep()).contains(column("updated_at"));
  }

  @Test
  void aCursorWithNullsIsAnErrorThatCountsThem() {
    events(1, 2);
    database.run("INSERT INTO events (id) VALUES (3)", "INSERT INTO events (id) VALUES (4)");
    StreamRequest stream = by(stream("events"), column("grp"));

    for (TributaryException error :
        List.of(
            failure(() -> source.check(stream)),
            failure(() -> source.plan(stream, Position.START)))) {
      assertThat(error.code()).isEqualTo(ErrorCode.CURSOR_INVALID);
      assertThat(error).hasMessageContaining("2 nulls");
    }
  }

  @Test
  void aPositionOfAnotherCursorIsRefused() {
    events(1);
    Position position = Reading.of(source, by(stream("events"), column("grp"))).position();

    assertThat(failure(() -> source.plan(by(stream("events"), column("id")), position)).code())
        .isEqualTo(ErrorCode.POSITION_UNKNOWN);
    assertThat(failure(() -> source.plan(all(stream("events")), position)).code())
        .isEqualTo(ErrorCode.POSITION_UNKNOWN);
  }

  @Test
  void namesAreOnlyEverNames() {
    String quote = server.quote();
    String evil = "t" + quote + "; DROP TABLE events; --'\\%_";
    String column = "c" + quote + "' OR 1=1 --";
    events(1);
    database.run(
        "CREATE TABLE "
            + quoted(evil)
            + " ("
            + quoted(column)
            + " INTEGER NOT NULL, PRIMARY KEY ("
            + quoted(column)
            + "))",
        "INSERT INTO " + quoted(evil) + " VALUES (1)");

    assertThat(Reading.of(source, all(evil)).column(column)).hasSize(1);
    assertThat(Reading.of(source, by(evil, column)).column(column)).hasSize(1);
    for (String attempt : List.of("events; DROP TABLE events", "events' --", "%", "event_")) {
      assertThat(failure(() -> source.check(all(attempt))).code())
          .isEqualTo(ErrorCode.STREAM_NOT_FOUND);
      assertThat(failure(() -> source.check(by(stream("events"), attempt))).code())
          .isEqualTo(ErrorCode.CURSOR_INVALID);
    }
    assertThat(Reading.of(source, all(stream("events"))).rows()).hasSize(1);
  }

  @Test
  void textOfACursorIsOnlyEverText() {
    events();
    database.run("INSERT INTO events (id, code) VALUES (1, 'it''s'' OR 1=1 --')");
    StreamRequest stream = by(stream("events"), column("code"));
    Reading first = Reading.of(source, stream);
    database.run("INSERT INTO events (id, code) VALUES (2, 'zebra')");

    assertThat(ids(Reading.of(source, stream, first.position()))).containsExactly(2L);
  }

  private String stream(String name) {
    return server.named(name);
  }

  private String column(String name) {
    return server.named(name);
  }

  private String quoted(String name) {
    String quote = server.quote();
    return quote + name.replace(quote, quote + quote) + quote;
  }

  /** A table of rows that differ in their id only. */
  void events(long... ids) {
    database.run(
        "CREATE TABLE events (id BIGINT NOT NULL PRIMARY KEY, grp INTEGER, code VARCHAR(12000),"
            + " amount DECIMAL(12,2), born DATE, happened "
            + server.timestampType()
            + ", updated_at "
            + server.timestampType()
            + ")");
    if (ids.length > 0) {
      database.run(
          "INSERT INTO events (id, grp, code, amount, born, happened) VALUES "
              + String.join(
                  ",", IntStream.range(0, ids.length).mapToObj(i -> row(ids[i])).toList()));
    }
  }

  void insert(long id) {
    database.run("INSERT INTO events (id, grp, code, amount, born, happened) VALUES " + row(id));
  }

  private static String row(long id) {
    return "(" + id + ", 7, 'Grün', 12.50, '2024-02-29', '2024-02-29 23:59:59.123456')";
  }

  List<Long> ids(Reading reading) {
    return reading.column(column("id")).stream().map(id -> ((Number) id).longValue()).toList();
  }

  static TributaryException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    TributaryException error = catchThrowableOfType(TributaryException.class, call);
    assertThat(error).isNotNull();
    return error;
  }
}
