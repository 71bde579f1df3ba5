// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.all;
import static dev.tributary.jdbc.Reading.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Field;
import dev.tributary.source.Source;
import dev.tributary.source.StreamInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names are only ever names, whatever stands in them and however many there are. */
class NamesProperties {

  private static final String CANARY = "canary";

  @Property(tries = 8)
  void postgresqlTakesEveryName(@ForAll("names") List<String> names) {
    isFoundAndRead(PostgresServer.shared(), names);
  }

  @Property(tries = 8)
  void mariadbTakesEveryName(@ForAll("names") List<String> names) {
    isFoundAndRead(MariadbServer.shared(), names);
  }

  @Property(tries = 8)
  void sqliteTakesEveryName(@ForAll("names") List<String> names) throws IOException {
    isFoundAndRead(new SqliteFiles(Files.createTempDirectory("names")), names);
  }

  @Property(tries = 8)
  void h2TakesEveryName(@ForAll("names") List<String> names) {
    isFoundAndRead(new H2Server(), names);
  }

  @Example
  void postgresqlMayHaveAsManyColumnsAsItAllows() {
    isFoundAndRead(PostgresServer.shared(), many(1_600));
  }

  @Example
  void mariadbMayHaveAlmostAsManyColumnsAsItAllows() {
    isFoundAndRead(MariadbServer.shared(), many(1_000));
  }

  @Example
  void sqliteMayHaveManyColumns() {
    isFoundAndRead(new SqliteFiles(temporary()), many(1_600));
  }

  @Example
  void h2MayHaveManyColumns() {
    isFoundAndRead(new H2Server(), many(1_600));
  }

  /** The first is the table's, the second the key's. */
  @Provide
  Arbitrary<List<String>> names() {
    Arbitrary<String> sql =
        Arbitraries.of(
            "'",
            "\"",
            "`",
            "''",
            "\"\"",
            "``",
            "\\",
            "\\'",
            ";",
            "--",
            "/*",
            "*/",
            "%",
            "%s",
            "_",
            "?",
            "$1",
            "{d",
            "}",
            ".",
            ",",
            "(",
            ")",
            " ",
            "\n",
            "\t",
            "[",
            "]",
            ":",
            "@",
            "#",
            "; DROP TABLE canary; --",
            "' OR 1=1 --",
            "\"; DROP TABLE canary; --",
            "`; DROP TABLE canary; -- ",
            "NULL",
            "select",
            "A",
            "a",
            "ß",
            "Ω",
            "名",
            "é",
            "e\u0301");
    return sql.list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts))
        .list()
        .ofMinSize(3)
        .ofMaxSize(8)
        .map(NamesProperties::distinct);
  }

  /** Names that every one of the databases allows: short, no space at the end, different. */
  private static List<String> distinct(List<String> names) {
    Set<String> different = new LinkedHashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      while (name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > 55) {
        name = name.substring(0, name.length() - 1);
      }
      different.add(name + i);
    }
    return List.copyOf(different);
  }

  private static List<String> many(int count) {
    List<String> names = new ArrayList<>(List.of("many \"`' --"));
    for (int i = 0; i < count; i++) {
      names.add("c\"`'; -- " + i);
    }
    return names;
  }

  private static void isFoundAndRead(TestServer server, List<String> names) {
    TestDatabase database = server.emptyDatabase();
    List<String> columns = names.subList(1, names.size());
    String table = quoted(server, names.get(0));
    make(server, database, table, columns);

    for (Map<String, Object> way :
        List.<Map<String, Object>>of(
            Map.of(), Map.of("postgres-copy", false), Map.of("max-value-bytes", 100))) {
      try (Source source = database.source(way)) {
        StreamInfo found =
            source.discover().stream()
                .filter(stream -> stream.name().endsWith(names.get(0)))
                .findFirst()
                .orElseThrow();
        assertThat(found.schema().orElseThrow().fields())
            .extracting(Field::name)
            .containsExactlyElementsOf(columns);
        assertThat(found.key()).containsExactly(columns.get(0));
        Map<String, Object> row = Reading.of(source, all(found.name())).rows().get(0);
        assertThat(row.keySet()).containsExactlyElementsOf(columns);
        assertThat(row.values()).extracting(String::valueOf).containsOnly("1");
        assertThat(Reading.of(source, by(found.name(), columns.get(0))).rows())
            .containsExactly(row);
      }
    }
    assertThat(TestServer.number(database, "SELECT COUNT(*) FROM " + CANARY)).isEqualTo(1);
  }

  /** The key is a number, the second column a text, the others are of one bit. */
  private static void make(
      TestServer server, TestDatabase database, String table, List<String> columns) {
    StringBuilder create = new StringBuilder("CREATE TABLE " + table + " (");
    StringBuilder insert = new StringBuilder("INSERT INTO " + table + " VALUES (1");
    for (int i = 0; i < columns.size(); i++) {
      create
          .append(i == 0 ? "" : ", ")
          .append(quoted(server, columns.get(i)))
          .append(i == 0 ? " INT NOT NULL PRIMARY KEY" : i == 1 ? " VARCHAR(9)" : " SMALLINT");
      insert.append(i == 0 ? "" : i == 1 ? ", '1'" : ", 1");
    }
    database.run(
        "CREATE TABLE " + CANARY + " (id INT)",
        "INSERT INTO " + CANARY + " VALUES (1)",
        create + ")",
        insert + ")");
  }

  private static String quoted(TestServer server, String name) {
    return server.quote() + name.replace(server.quote(), server.quote().repeat(2)) + server.quote();
  }

  private static java.nio.file.Path temporary() {
    try {
      return Files.createTempDirectory("names");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
