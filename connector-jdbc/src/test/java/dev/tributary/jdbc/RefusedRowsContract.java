// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows with a value that no column holds, among rows without one. */
abstract class RefusedRowsContract {

  private TestDatabase database;

  abstract TestServer server();

  /** A type, */
  abstract String type();

  /** a value of it that is read, */
  abstract String good();

  /** and one that is not, as SQL and as text. */
  abstract String bad();

  abstract String badText();

  String leniently() {
    return "SELECT 1";
  }

  Map<String, Object> settings() {
    return Map.of();
  }

  @BeforeEach
  void makeTable() {
    database = server().emptyDatabase();
    database.run(
        "CREATE TABLE odd (id BIGINT NOT NULL PRIMARY KEY, grp BIGINT NOT NULL, name VARCHAR(20),"
            + " it "
            + type()
            + " NOT NULL)");
  }

  @Test
  void aRefusedRowIsToldWithItsKeyAndTheOthersAreRead() {
    insert(1, 1, good());
    insert(2, 1, bad());
    insert(3, 1, good());
    insert(4, 2, bad());

    Outcome outcome = read(all(named("odd")), Position.START);

    assertThat(outcome.ids()).containsExactly(1L, 3L);
    assertThat(outcome.refused()).hasSize(2);
    RefusedRow first = outcome.refused().get(0);
    assertThat(first.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    assertThat(first.place()).endsWith(named("odd") + ", " + named("id") + " = 2");
    assertThat(first.reason())
        .contains("'" + named("it") + "'")
        .doesNotContain(badText())
        .doesNotContain("name 2");
    assertThat(first.raw())
        .contains("\"" + named("id") + "\":2")
        .contains("\"" + named("name") + "\":\"name 2\"")
        .contains(badText());
  }

  @Test
  void aRefusedRowDoesNotComeAgainByCursor() {
    insert(1, 1, good());
    insert(2, 1, bad());
    StreamRequest stream = by(named("odd"), named("grp"));

    Outcome first = read(stream, Position.START);
    Outcome second = read(stream, first.position());
    insert(3, 1, bad());
    insert(4, 2, bad());
    Outcome third = read(stream, second.position());
    Outcome fourth = read(stream, third.position());
    insert(5, 2, good());
    Outcome fifth = read(stream, fourth.position());

    assertThat(first.ids()).containsExactly(1L);
    assertThat(first.refused()).hasSize(1);
    assertThat(second.refused()).isEmpty();
    assertThat(third.ids()).isEmpty();
    assertThat(third.refused())
        .extracting(RefusedRow::place)
        .allMatch(each -> each.matches(".* = [34]"));
    assertThat(third.refused()).hasSize(2);
    assertThat(fourth.refused()).isEmpty();
    assertThat(fifth.ids()).containsExactly(5L);
    assertThat(fifth.refused()).isEmpty();
  }

  @Test
  void aTableOfNothingElseIsReadToItsEnd() {
    for (int id = 0; id < 50; id++) {
      insert(id, id, bad());
    }

    Outcome outcome = read(all(named("odd")), Position.START);

    assertThat(outcome.ids()).isEmpty();
    assertThat(outcome.refused()).hasSize(50);
  }

  @Test
  void theJobMayTakeSuchValuesForNull() {
    database.run("DROP TABLE odd");
    database.run(
        "CREATE TABLE odd (id BIGINT NOT NULL PRIMARY KEY, grp BIGINT, name VARCHAR(20), it "
            + type()
            + ")");
    insert(1, 1, bad());
    try (Source source = source(Map.of("unstorable-values", "null"))) {
      Reading reading = Reading.of(source, all(named("odd")));

      assertThat(reading.column(named("name"))).containsExactly("name 1");
      assertThat(reading.column(named("it"))).containsExactly((Object) null);
    }
  }

  @Test
  void aBadCursorCannotBeReadPast() {
    insert(1, 1, good());
    insert(2, 1, bad());
    StreamRequest stream = by(named("odd"), named("it"));

    try (Source source = source(Map.of())) {
      TributaryException error =
          DatabaseContract.failure(() -> Reading.of(source, stream, Position.START));

      assertThat(error.code()).isIn(ErrorCode.VALUE_REFUSED, ErrorCode.CURSOR_INVALID);
      assertThat(error).hasMessageContaining("'" + named("it") + "'");
    }
  }

  private record Outcome(List<Long> ids, List<RefusedRow> refused, Position position) {}

  /** As a run with a quarantine reads, in small batches. */
  private Outcome read(StreamRequest stream, Position from) {
    List<Long> ids = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    Map<Split, Position> reached = new HashMap<>();
    try (Source source = source(Map.of("batch-bytes", "200"));
        Round round = source.plan(stream, from)) {
      for (Split split : round.splits()) {
        try (SplitReader reader = source.open(stream, split, Position.START)) {
          for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
            batch.rowViews().forEach(row -> ids.add((Long) row.get(named("id"))));
            refused.addAll(reader.refused());
          }
          refused.addAll(reader.refused());
          reached.put(split, reader.position());
        }
      }
      return new Outcome(ids, refused, source.join(stream, from, reached));
    }
  }

  private Source source(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.putAll(more);
    return database.source(settings);
  }

  private String named(String name) {
    return server().named(name);
  }

  private void insert(int id, int group, String value) {
    database.run(
        leniently(),
        "INSERT INTO odd VALUES (" + id + ", " + group + ", 'name " + id + "', " + value + ")");
  }
}
