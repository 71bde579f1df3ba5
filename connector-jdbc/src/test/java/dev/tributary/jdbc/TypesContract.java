// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every type of a database: read, refused, and told on the page. */
abstract class TypesContract {

  private static final Pattern REASON = Pattern.compile("in column '.*?' \\(.*?\\) (.*)");

  abstract TestServer server();

  abstract String heading();

  abstract List<TypeSample> samples();

  /** What the samples need; run in the new database. */
  List<String> before() {
    return List.of();
  }

  /** What makes the database take values that it need not. */
  List<String> leniently() {
    return List.of();
  }

  /** The ways in which the database can be read, which must not differ. */
  List<Map<String, Object>> ways() {
    return List.of(Map.of());
  }

  @Test
  void everyTypeBecomesWhatThePageSays() {
    TestDatabase database = server().emptyDatabase();
    database.run(before().toArray(String[]::new));
    List<String> rows = new ArrayList<>();
    for (TypeSample sample : samples()) {
      rows.add(seen(database, sample));
      database.run("DROP TABLE kinds");
    }
    TypesPage.says(heading(), rows);
  }

  private String seen(TestDatabase database, TypeSample sample) {
    database.run("CREATE TABLE kinds (id INTEGER NOT NULL PRIMARY KEY, it " + sample.type() + ")");
    String becomes = becomes(database);
    if (becomes.isEmpty()) {
      return TypesPage.row(sample.type(), "not read", "", sample.note());
    }
    insert(database, 1, sample.value());
    insert(database, 2, "NULL");
    Object read = readAlike(database, sample);
    List<String> notes = new ArrayList<>();
    if (!sample.note().isEmpty()) {
      notes.add(sample.note());
    }
    for (String bad : sample.refused()) {
      database.run("DELETE FROM kinds WHERE id > 2");
      insert(database, 3, bad);
      notes.add(TypesPage.code(bad) + " is refused: " + refusal(database, sample, bad));
    }
    return TypesPage.row(
        sample.type(),
        TypesPage.code(becomes),
        TypesPage.code(sample.value()) + ": " + TypesPage.code(shown(read)),
        String.join("; ", notes));
  }

  private String becomes(TestDatabase database) {
    try (Source source = database.source()) {
      return source
          .describe(all(server().named("kinds")))
          .schema()
          .orElseThrow()
          .fields()
          .get(1)
          .type()
          .toString();
    } catch (TributaryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
      return "";
    }
  }

  private static String shown(Object value) {
    if (value instanceof ByteBuffer binary) {
      byte[] bytes = new byte[binary.remaining()];
      binary.duplicate().get(bytes);
      return HexFormat.of().formatHex(bytes);
    }
    return value instanceof List<?> list
        ? list.stream().map(TypesContract::shown).toList().toString()
        : String.valueOf(value);
  }

  private Object readAlike(TestDatabase database, TypeSample sample) {
    List<List<Object>> read = new ArrayList<>();
    for (Map<String, Object> way : ways()) {
      try (Source source = database.source(way)) {
        read.add(Reading.of(source, all(server().named("kinds"))).column(server().named("it")));
      }
    }
    assertThat(read).as(sample.type()).allMatch(read.get(0)::equals);
    assertThat(read.get(0).get(0)).as(sample.type()).isNotNull();
    assertThat(read.get(0).get(1)).as(sample.type()).isNull();
    return read.get(0).get(0);
  }

  /** The reason, which is the same whichever way is taken, and names the row but not the value. */
  private String refusal(TestDatabase database, TypeSample sample, String bad) {
    List<String> reasons = new ArrayList<>();
    for (Map<String, Object> way : ways()) {
      try (Source source = database.source(way)) {
        RefusedRow row = refused(source, sample.type() + " " + bad);
        assertThat(row.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
        assertThat(row.place()).endsWith(server().named("id") + " = 3");
        Matcher reason = REASON.matcher(row.reason());
        assertThat(reason.matches()).as(row.reason()).isTrue();
        reasons.add(reason.group(1));
      }
    }
    assertThat(reasons).as(sample.type() + " " + bad).allMatch(reasons.get(0)::equals);
    return reasons.get(0);
  }

  private RefusedRow refused(Source source, String what) {
    List<RefusedRow> refused = new ArrayList<>();
    int kept = 0;
    try (SplitReader reader =
        source.open(all(server().named("kinds")), Split.whole(), Position.START)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        kept += batch.rows();
        refused.addAll(reader.refused());
      }
      refused.addAll(reader.refused());
    }
    assertThat(refused).as(what).hasSize(1);
    assertThat(kept).as("the rows that are not refused").isEqualTo(2);
    return refused.get(0);
  }

  private void insert(TestDatabase database, int id, String value) {
    List<String> statements = new ArrayList<>(leniently());
    statements.add("INSERT INTO kinds VALUES (" + id + ", " + value + ")");
    database.run(statements.toArray(String[]::new));
  }
}
