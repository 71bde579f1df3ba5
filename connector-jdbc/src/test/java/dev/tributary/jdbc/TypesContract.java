// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every type of a database, each in a column of one table: read, refused, told on the page. */
abstract class TypesContract {

  private static final Pattern REASON = Pattern.compile("in column '(.*?)' \\(.*?\\) (.*)");
  private static final Pattern KEY = Pattern.compile(".* = (\\d+)");
  private static final int FIRST_BAD = 3;

  /** Each sample by the name of its column. */
  private final Map<String, TypeSample> columns = new LinkedHashMap<>();

  /** Samples that cannot be read. */
  private final Map<String, TypeSample> unread = new HashMap<>();

  /** Values that are refused, by the key of their rows. */
  private final Map<Integer, String> bad = new HashMap<>();

  private TestDatabase database;

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
    makeTable();
    Schema schema = dropUnread();
    fill();
    List<Seen> seen = ways().stream().map(this::see).toList();
    assertThat(seen).allMatch(each -> each.refused().equals(seen.get(0).refused()));
    assertThat(seen).allMatch(each -> each.values().equals(seen.get(0).values()));
    assertThat(seen.get(0).values().values()).doesNotContainNull();
    assertThat(seen.get(0).refused().keySet()).isEqualTo(bad.keySet());
    List<String> lines = new ArrayList<>();
    columns.forEach((column, sample) -> lines.add(line(column, sample, schema, seen.get(0))));
    TypesPage.says(heading(), List.of("type", "becomes", "for example", "notes"), lines);
  }

  private void makeTable() {
    for (TypeSample sample : samples()) {
      columns.put(server().named("c" + columns.size()), sample);
    }
    database = server().emptyDatabase();
    List<String> statements = new ArrayList<>(before());
    StringBuilder create = new StringBuilder("CREATE TABLE kinds (id INT NOT NULL PRIMARY KEY");
    columns.forEach(
        (name, sample) -> create.append(", ").append(name).append(' ').append(sample.type()));
    statements.add(create + ")");
    database.run(statements.toArray(String[]::new));
  }

  /** Drops columns that cannot be read, which the source names, and says what the others become. */
  private Schema dropUnread() {
    while (true) {
      try (Source source = database.source()) {
        return source.describe(all(server().named("kinds"))).schema().orElseThrow();
      } catch (TributaryException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
        String column =
            columns.keySet().stream()
                .filter(name -> e.getMessage().contains("'" + name + "'"))
                .findFirst()
                .orElseThrow();
        unread.put(column, columns.get(column));
        database.run("ALTER TABLE kinds DROP COLUMN " + column);
      }
    }
  }

  private void fill() {
    List<String> statements = new ArrayList<>(leniently());
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    columns.forEach(
        (column, sample) -> {
          if (!unread.containsKey(column)) {
            names.add(column);
            values.add(sample.value());
            for (String each : sample.refused()) {
              int id = FIRST_BAD + bad.size();
              bad.put(id, column);
              statements.add(insert(id, List.of(column), List.of(each)));
            }
          }
        });
    statements.add(insert(1, names, values));
    statements.add(insert(2, List.of(), List.of()));
    database.run(statements.toArray(String[]::new));
  }

  private static String insert(int id, List<String> names, List<String> values) {
    List<String> columns = new ArrayList<>(List.of("id"));
    columns.addAll(names);
    List<String> all = new ArrayList<>(List.of(String.valueOf(id)));
    all.addAll(values);
    return "INSERT INTO kinds ("
        + String.join(", ", columns)
        + ") VALUES ("
        + String.join(", ", all)
        + ")";
  }

  /** What was read of each column, and why which row was refused. */
  private record Seen(Map<String, Object> values, Map<Integer, String> refused) {}

  private Seen see(Map<String, Object> way) {
    List<Map<String, Object>> rows = new ArrayList<>();
    List<RefusedRow> refused = new ArrayList<>();
    try (Source source = database.source(way);
        SplitReader reader =
            source.open(all(server().named("kinds")), Split.whole(), Position.START)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(batch.toMaps());
        refused.addAll(reader.refused());
      }
      refused.addAll(reader.refused());
    }
    assertThat(rows).hasSize(2);
    Map<String, Object> values = new LinkedHashMap<>(rows.get(0));
    values.remove(server().named("id"));
    assertThat(rows.get(1).values())
        .filteredOn(value -> value != null)
        .containsExactly(id(rows.get(1)));
    Map<Integer, String> reasons = new HashMap<>();
    refused.forEach(row -> reasons.put(key(row), reason(row)));
    return new Seen(values, reasons);
  }

  private Object id(Map<String, Object> row) {
    return row.get(server().named("id"));
  }

  private static int key(RefusedRow row) {
    Matcher key = KEY.matcher(row.place());
    assertThat(key.matches()).as(row.place()).isTrue();
    return Integer.parseInt(key.group(1));
  }

  /** The reason without the column, which must be the one that holds the value. */
  private String reason(RefusedRow row) {
    assertThat(row.code()).isEqualTo(ErrorCode.VALUE_REFUSED);
    Matcher reason = REASON.matcher(row.reason());
    assertThat(reason.matches()).as(row.reason()).isTrue();
    assertThat(reason.group(1)).isEqualTo(bad.get(key(row)));
    return reason.group(2);
  }

  private String line(String column, TypeSample sample, Schema schema, Seen seen) {
    String type = TypesPage.code(sample.type());
    if (unread.containsKey(column)) {
      return TypesPage.line(List.of(type, "not read", "", sample.note()));
    }
    List<String> notes = new ArrayList<>();
    Optional.of(sample.note()).filter(note -> !note.isEmpty()).ifPresent(notes::add);
    List<Integer> keys =
        bad.keySet().stream().filter(id -> bad.get(id).equals(column)).sorted().toList();
    for (int i = 0; i < keys.size(); i++) {
      notes.add(
          TypesPage.code(sample.refused().get(i))
              + " is refused: "
              + seen.refused().get(keys.get(i)));
    }
    return TypesPage.line(
        List.of(
            type,
            TypesPage.code(schema.field(column).orElseThrow().type().toString()),
            TypesPage.code(sample.value())
                + ": "
                + TypesPage.code(shown(seen.values().get(column))),
            String.join("; ", notes)));
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
}
