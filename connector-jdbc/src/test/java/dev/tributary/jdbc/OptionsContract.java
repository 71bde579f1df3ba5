// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.DatabaseContract.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.source.StreamStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job can say of one stream, shown for every database. */
abstract class OptionsContract {

  private TestServer server;
  private TestDatabase database;
  private Source source;

  abstract TestServer server();

  /** Whether the database compares what was written, so that times are no more than texts. */
  boolean keepsWhatWasWritten() {
    return false;
  }

  @BeforeEach
  void open() {
    server = server();
    database = server.emptyDatabase();
    source = database.source();
    database.run(
        "CREATE TABLE sales (id INTEGER NOT NULL PRIMARY KEY, region VARCHAR(20), yr INTEGER NOT"
            + " NULL, mon INTEGER NOT NULL, sold "
            + server.timestampType()
            + ", rate INTEGER)");
    for (int id = 1; id <= 12; id++) {
      insert(
          id,
          2024 + (id - 1) / 6,
          1 + (id - 1) % 6,
          "'2024-01-0" + (1 + (id - 1) / 3) + " 12:00:00'");
    }
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void onlyTheColumnsThatAreNamedAreRead() {
    StreamRequest stream =
        stream("sales", null, Map.of("select", List.of(named("mon"), named("id"))));

    Reading read = Reading.of(source, stream);

    assertThat(read.rows()).hasSize(12);
    assertThat(read.rows().get(0).keySet()).containsExactly(named("mon"), named("id"));
    assertThat(source.describe(stream).schema().orElseThrow().size()).isEqualTo(2);
    assertThat(source.describe(stream).key()).containsExactly(named("id"));
  }

  @Test
  void aColumnThatIsNotThereIsToldTheNearestName() {
    StreamRequest stream = stream("sales", null, Map.of("select", List.of(named("regin"))));

    TributaryException error = failure(() -> source.check(stream));

    assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(error.nextStep()).contains(named("region"));
  }

  @Test
  void aCursorMustBeAmongTheColumns() {
    StreamRequest stream = stream("sales", "yr", Map.of("select", List.of(named("id"))));

    assertThat(failure(() -> source.check(stream)).code()).isEqualTo(ErrorCode.CURSOR_INVALID);
  }

  @Test
  void onlyRowsThatMeetTheConditionAreRead() {
    Map<String, Object> where = Map.of("where", "region = 'north (1)' OR mon > 5");
    assertThat(ids(Reading.of(source, stream("sales", null, where)))).containsExactly(6, 12);

    StreamRequest byId = stream("sales", "id", where);
    Reading first = Reading.of(source, byId);
    insert(13, 2026, 1, "NULL");
    insert(14, 2026, 9, "NULL");

    assertThat(ids(first)).containsExactly(6, 12);
    assertThat(ids(Reading.of(source, byId, first.position()))).containsExactly(14);
  }

  @Test
  void aQueryIsAStream() {
    StreamRequest stream =
        stream(
            "totals", "yr", Map.of("query", "SELECT yr, COUNT(*) AS sales FROM sales GROUP BY yr"));

    source.check(stream);
    Reading first = Reading.of(source, stream);
    insert(13, 2026, 1, "NULL");
    Reading second = Reading.of(source, stream, first.position());

    assertThat(first.column(named("yr"))).hasToString("[2024, 2025]");
    assertThat(second.column(named("yr"))).hasToString("[2026]");
    assertThat(((Number) second.column(named("sales")).get(0)).longValue()).isEqualTo(1);
    StreamInfo described = source.describe(stream);
    assertThat(described.name()).isEqualTo("totals");
    assertThat(described.schema().orElseThrow().size()).isEqualTo(2);
  }

  @Test
  void sqlOfAJobCannotEndItsStatement() {
    for (String bad :
        List.of(
            "1=1; DROP TABLE sales",
            "1=1) OR (1=1",
            "id = 1 -- x",
            "(id = 1",
            "name = 'x",
            "/* */ 1=1")) {
      for (String setting : List.of("where", "query")) {
        TributaryException error =
            failure(() -> source.check(stream("sales", null, Map.of(setting, bad))));

        assertThat(error.code()).as(bad).isEqualTo(ErrorCode.SETTING_INVALID);
      }
    }
    assertThat(
            Reading.of(source, stream("sales", null, Map.of("where", "region <> ';)--'"))).rows())
        .hasSize(12);
  }

  @Test
  void valuesAndNamesOfAJobAreNoSql() {
    String evil = "x' OR 1=1 --";
    StreamRequest bounded = stream("sales", "region", Map.of("cursor-initial", evil));
    StreamRequest columns = stream("sales", null, Map.of("select", List.of(evil)));

    assertThat(Reading.of(source, bounded).rows()).isEmpty();
    assertThat(failure(() -> source.check(columns)).code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(failure(() -> source.check(stream("sales", evil, Map.of()))).code())
        .isEqualTo(ErrorCode.CURSOR_INVALID);
    assertThat(Reading.of(source, stream("sales", "region", Map.of("cursor-until", evil))).rows())
        .hasSize(12);
  }

  @Test
  void sqlThatIsWrongIsASettingToCorrect() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("where", "no_such_column = 1"),
            Map.of("where", "id = = 1"),
            Map.of("query", "SELECT no_such_column FROM sales"))) {
      TributaryException error = failure(() -> source.check(stream("sales", null, wrong)));

      assertThat(error.code()).as(wrong.toString()).isEqualTo(ErrorCode.SETTING_INVALID);
    }
  }

  @Test
  void rowsWithoutACursorAreLeftOutOrTakenOnce() {
    insert(13, 2026, 1, "NULL");
    StreamRequest without = stream("sales", "sold", Map.of("cursor-nulls", "exclude"));
    StreamRequest with = stream("sales", "sold", Map.of("cursor-nulls", "include"));

    Reading excluded = Reading.of(source, without);
    Reading included = Reading.of(source, with);
    insert(14, 2026, 2, "'2024-02-01 12:00:00'");

    assertThat(excluded.rows()).hasSize(12);
    assertThat(ids(included)).hasSize(13).contains(13);
    assertThat(ids(Reading.of(source, without, excluded.position()))).containsExactly(14);
    assertThat(ids(Reading.of(source, with, included.position()))).containsExactly(14);
  }

  @Test
  void aCursorIsReadFromOneValueToAnother() {
    StreamRequest stream =
        stream(
            "sales",
            "sold",
            Map.of("cursor-initial", "2024-01-02", "cursor-until", "2024-01-04 00:00:00"));

    Reading first = Reading.of(source, stream);
    insert(13, 2026, 1, "'2024-01-05 12:00:00'");
    insert(14, 2026, 1, "'2024-01-03 13:00:00'");

    assertThat(ids(first)).containsExactlyInAnyOrder(4, 5, 6, 7, 8, 9);
    assertThat(ids(Reading.of(source, stream, first.position()))).containsExactly(14);
  }

  @Test
  void aBoundThatIsNoneIsASettingToCorrect() {
    StreamRequest stream = stream("sales", "sold", Map.of("cursor-initial", "yesterday"));
    if (keepsWhatWasWritten()) {
      assertThat(Reading.of(source, stream).rows()).isEmpty();
      return;
    }

    TributaryException error = failure(() -> source.plan(stream, Position.START));

    assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(error).hasMessageContaining("cursor-initial").hasMessageContaining("yesterday");
  }

  @Test
  void aRangeIsReadBesideThePosition() {
    StreamRequest stream = stream("sales", "id", Map.of());
    Reading all = Reading.of(source, stream);
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<Split, Position> reached = new HashMap<>();

    try (Round round = source.planRange(stream, Optional.of("3"), Optional.of("6"))) {
      for (Split split : round.splits()) {
        reached.put(split, Reading.drain(source, stream, split, Position.START, rows));
      }
    }
    Position end = source.join(stream, Position.START, reached);

    assertThat(ids(new Reading(rows, end))).containsExactly(3, 4, 5);
    assertThat(ids(Reading.of(source, stream, end))).containsExactly(6, 7, 8, 9, 10, 11, 12);
    assertThat(Reading.of(source, stream, all.position()).rows()).isEmpty();
  }

  @Test
  void discoverTellsHowLargeTablesAre() {
    database.run(server.analyze("sales"));

    StreamInfo sales = source.discover().get(0);

    assertThat(sales.statistics().ranges())
        .containsEntry(named("id"), new StreamStatistics.Range("1", "12"));
    if (!keepsWhatWasWritten()) {
      assertThat(sales.statistics().rows()).contains(12L);
    }
  }

  @Test
  void readingStaysBehindByTheLag() {
    StreamRequest byTime = stream("sales", "sold", Map.of("cursor-lag", "1d"));
    StreamRequest byNumber = stream("sales", "id", Map.of("cursor-lag", "2"));
    insert(13, 2026, 1, "'2999-01-05 12:00:00'");

    if (keepsWhatWasWritten()) {
      assertThat(failure(() -> source.plan(byTime, Position.START)).code())
          .isEqualTo(ErrorCode.SETTING_INVALID);
    } else {
      assertThat(Reading.of(source, byTime).rows()).hasSize(12);
    }
    Reading first = Reading.of(source, byNumber);
    insert(14, 2026, 1, "NULL");

    assertThat(ids(first)).hasSize(11).doesNotContain(12, 13);
    assertThat(ids(Reading.of(source, byNumber, first.position()))).containsExactly(12);
  }

  @Test
  void laterRowsMayHaveLesserValues() {
    database.run("UPDATE sales SET rate = 100 - id");
    StreamRequest stream = stream("sales", "rate", Map.of("cursor-order", "descending"));

    Reading first = Reading.of(source, stream);
    insert(13, 2026, 1, "NULL");
    insert(14, 2026, 1, "NULL");
    database.run(
        "UPDATE sales SET rate = 88 WHERE id = 13", "UPDATE sales SET rate = 7 WHERE id = 14");
    Reading second = Reading.of(source, stream, first.position());

    assertThat(ids(first)).hasSize(12);
    assertThat(ids(second)).containsExactlyInAnyOrder(13, 14);
    assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
  }

  @Test
  void severalColumnsMakeOneCursor() {
    StreamRequest stream = stream("sales", "yr, mon", Map.of());
    if (keepsWhatWasWritten()) {
      assertThat(failure(() -> source.check(stream)).code()).isEqualTo(ErrorCode.CURSOR_INVALID);
      return;
    }

    Reading first = Reading.of(source, stream);
    insert(13, 2025, 6, "NULL");
    insert(14, 2026, 1, "NULL");
    insert(15, 2025, 5, "NULL");
    Reading second = Reading.of(source, stream, first.position());

    assertThat(ids(first)).hasSize(12);
    assertThat(ids(second)).contains(13, 14);
    assertThat(Reading.of(source, stream, second.position()).rows()).isEmpty();
  }

  @Test
  void aReadMayBeginAgainBeforeWhereTheLastOneEnded() {
    StreamRequest stream =
        stream("sales", "id", Map.of("cursor-lookback", "3", "late-commits", false));
    Reading first = Reading.of(source, stream);
    database.run("UPDATE sales SET region = 'late' WHERE id = 10");
    insert(13, 2026, 1, "NULL");

    assertThat(ids(Reading.of(source, stream, first.position())))
        .contains(10, 11, 12, 13)
        .doesNotContain(8);
  }

  @Test
  void keysOfAnyTypeAreCutIntoPartsThatHoldEveryRowOnce() {
    Map<String, String> keys =
        Map.of(
            "SMALLINT",
            "%d",
            "BIGINT",
            "%d00000000000",
            "DECIMAL(20,3)",
            "%d.125",
            "VARCHAR(20)",
            "'k%03d Ä'",
            "DATE",
            "'20%1$02d-01-01'",
            server.timestampType(),
            "'20%02d-01-01 10:11:12.123456'",
            "DOUBLE PRECISION",
            "%d.5");
    keys.forEach(
        (type, form) -> {
          database.run(
              "DROP TABLE IF EXISTS keyed",
              "CREATE TABLE keyed (k " + type + " NOT NULL PRIMARY KEY, n INTEGER)");
          for (int i = 10; i < 30; i++) {
            database.run("INSERT INTO keyed VALUES (" + String.format(form, i) + ", " + i + ")");
          }
          try (Source cut = database.source(Map.of("splits", 4, "batch-bytes", "100"))) {
            Reading read = Reading.of(cut, stream("keyed", null, Map.of()));

            assertThat(read.column(named("n")).stream().map(Object::toString).sorted().toList())
                .as(type)
                .isEqualTo(IntStream.range(10, 30).mapToObj(Integer::toString).toList());
          }
        });
  }

  @Test
  void aKeyWithGapsIsCutWhereItsRowsAre() {
    database.run("CREATE TABLE gaps (id BIGINT NOT NULL PRIMARY KEY)");
    for (int i = 0; i < 40; i++) {
      database.run("INSERT INTO gaps VALUES (" + (i == 39 ? 9_000_000_000_000L : i) + ")");
    }
    database.run(server.analyze("gaps"));
    try (Source cut = database.source(Map.of("splits", 4, "snapshot", "per-split"));
        Round round = cut.plan(stream("gaps", null, Map.of()), Position.START)) {
      List<Integer> sizes = new ArrayList<>();
      round
          .splits()
          .forEach(
              split ->
                  sizes.add(
                      new dev.tributary.tck.Reads(cut, stream("gaps", null, Map.of()))
                          .split(split, Position.START)
                          .rows()
                          .size()));

      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
      if (!keepsWhatWasWritten()) {
        assertThat(sizes).containsExactly(10, 10, 10, 10);
      }
    }
  }

  @Test
  void noMoreConnectionsAreOpenedThanAllowed() {
    try (Source one = database.source(Map.of("max-connections", 1, "splits", 3));
        Round round = one.plan(stream("sales", null, Map.of()), Position.START)) {
      assertThat(round.splits()).isNotEmpty();
      assertThat(Reading.of(one, stream("sales", null, Map.of())).rows()).hasSize(12);
    }
  }

  @Test
  void rowsAreReadNoFasterThanAllowed() {
    long begin = System.nanoTime();
    try (Source slow = database.source(Map.of("max-rows-per-second", 30))) {
      assertThat(Reading.of(slow, stream("sales", null, Map.of())).rows()).hasSize(12);
    }

    assertThat(System.nanoTime() - begin).isGreaterThan(390_000_000);
  }

  private void insert(int id, int year, int month, String sold) {
    String region = id == 6 ? "north (1)" : "south";
    database.run(
        "INSERT INTO sales VALUES ("
            + id
            + ", '"
            + region
            + "', "
            + year
            + ", "
            + month
            + ", "
            + sold
            + ", 0)");
  }

  private String named(String name) {
    return server.named(name);
  }

  private StreamRequest stream(String name, String cursor, Map<String, Object> settings) {
    Config config = new JdbcSourceProvider().streamSettings().read("stream", settings);
    String stream = settings.containsKey("query") ? name : named(name);
    return new StreamRequest(
        stream, Optional.ofNullable(cursor).map(this::named), List.of(), config);
  }

  private List<Integer> ids(Reading reading) {
    List<Integer> ids = new ArrayList<>();
    reading.column(named("id")).forEach(id -> ids.add(((Number) id).intValue()));
    return ids;
  }
}
