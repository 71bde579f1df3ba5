// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.TableName;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java is this file's, and works. */
class ReadmeTest {

  @TempDir Path directory;

  @Test
  void theExampleLoadsATable() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("shop.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id BIGINT PRIMARY KEY, updated_at BIGINT NOT NULL)");
      statement.execute("INSERT INTO orders VALUES (1, 10), (2, 20)");
    }

    example(directory, directory.resolve("lake"));

    try (Pipeline again = pipeline(directory.resolve("lake"))) {
      assertThat(again.show(new TableName("orders"), 10).rows())
          .extracting(row -> row.get("id"))
          .containsExactlyInAnyOrder(1L, 2L);
    }
  }

  @Test
  void theReadmeShowsThisCode() throws IOException {
    Path here = Path.of("src/test/java/dev/tributary/e2e/ReadmeTest.java");
    List<String> source = Files.readAllLines(here);
    List<String> example =
        source
            .subList(indexOf(source, "// tag::example[]") + 1, indexOf(source, "// end::example[]"))
            .stream()
            .map(String::strip)
            .toList();
    List<String> readme = Files.readAllLines(Path.of("../README.md"));
    int start = readme.indexOf("```java") + 1;
    List<String> shown =
        readme.subList(start, start + readme.subList(start, readme.size()).indexOf("```"));

    assertThat(shown.stream().map(String::strip)).containsExactlyElementsOf(example);
    assertThat(shown).hasSizeLessThanOrEqualTo(15);
  }

  private static void example(Path directory, Path lake) {
    Map<String, String> catalog = catalog(lake);
    // tag::example[]
    try (Pipeline pipeline =
        Pipeline.named("shop")
            .source("jdbc", Map.of("url", "jdbc:sqlite:" + directory.resolve("shop.db")))
            .sink(
                "iceberg",
                Map.of("namespace", "shop", "warehouse", lake.toString(), "catalog", catalog))
            .state("file", Map.of("path", directory.resolve("state").toString()))
            .stream(StreamSpec.of("orders").withCursor("updated_at"))
            .build()) {
      RunReport report = pipeline.run().orThrow();
      System.out.println(report.rows() + " rows");
    }
    // end::example[]
  }

  private Pipeline pipeline(Path lake) {
    return Pipeline.named("shop")
        .source("jdbc", Map.of("url", "jdbc:sqlite:" + directory.resolve("shop.db")))
        .sink(
            "iceberg",
            Map.of("namespace", "shop", "warehouse", lake.toString(), "catalog", catalog(lake)))
        .build();
  }

  private static Map<String, String> catalog(Path lake) {
    return Map.of("type", "jdbc", "uri", "jdbc:sqlite:" + lake.resolve("catalog.db"));
  }

  private static int indexOf(List<String> lines, String mark) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(mark)) {
        return i;
      }
    }
    throw new IllegalStateException("No line " + mark);
  }
}
