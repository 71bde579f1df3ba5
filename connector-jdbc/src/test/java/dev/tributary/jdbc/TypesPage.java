// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that says what types become, a section per database. */
final class TypesPage {

  private static final Path FILE = Path.of("..", "docs", "jdbc-types.md");

  private TypesPage() {}

  /** Holds that the page says just this, or makes it do so with {@code -Djdbc-types.rewrite}. */
  static void says(String heading, List<String> columns, List<String> rows) {
    String section =
        line(columns)
            + line(columns.stream().map(column -> "---").toList())
            + String.join("", rows);
    String page = read();
    int start = page.indexOf("\n## " + heading + "\n");
    assertThat(start).as("the page has a section " + heading).isNotNegative();
    int table = page.indexOf("\n|", start) + 1;
    int end = page.indexOf("\n\n", table);
    end = end < 0 ? page.length() : end + 1;
    if (System.getProperty("jdbc-types.rewrite") == null) {
      assertThat(page.substring(table, end))
          .as("docs/jdbc-types.md; run with -Djdbc-types.rewrite to write it anew")
          .isEqualTo(section);
    } else {
      write(page.substring(0, table) + section + page.substring(end));
    }
  }

  static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static String code(String text) {
    return text.isEmpty() ? "" : "`" + text.replace("|", "\\|") + "`";
  }

  private static String read() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String page) {
    try {
      Files.writeString(FILE, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
