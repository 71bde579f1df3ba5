// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.RemoteTask;
import dev.tributary.pipeline.RunReport;
import dev.tributary.pipeline.StreamSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splits are read and staged by other JVMs, which know nothing but the JSON of their task. */
class RemoteTasksTest {

  private static final int ROWS = 3_000;

  @TempDir Path directory;

  @Test
  void tasksRunInOtherProcessesFromTheirJsonAlone() throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("shop.db");
    fill(url);
    AtomicInteger processes = new AtomicInteger();
    RunReport first;
    RunReport second;
    List<Map<String, Object>> rows;

    try (Pipeline pipeline =
        Pipeline.named("shop")
            .source("jdbc", Map.of("url", url, "splits", 2))
            .sink(
                "iceberg",
                Map.of(
                    "namespace",
                    "shop",
                    "warehouse",
                    directory.resolve("lake").toString(),
                    "catalog",
                    Map.of(
                        "type", "jdbc", "uri", "jdbc:sqlite:" + directory.resolve("catalog.db"))))
            .stream(StreamSpec.of("orders").withDisposition(Disposition.REPLACE))
            .parallelism(2)
            .executor(tasks -> tasks.stream().map(task -> inChild(task, processes)).toList())
            .build()) {
      first = pipeline.run().orThrow();
      second = pipeline.run().orThrow();
      rows = pipeline.show(new TableName("orders"), ROWS + 1).rows();
    }

    assertThat(first.rows()).isEqualTo(ROWS);
    assertThat(second.rows()).isEqualTo(ROWS);
    assertThat(processes.get()).isEqualTo(4);
    assertThat(rows).extracting(row -> row.get("id")).hasSize(ROWS).doesNotHaveDuplicates();
  }

  private static void fill(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id BIGINT NOT NULL PRIMARY KEY, note VARCHAR(20))");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              + ROWS
              + ") INSERT INTO orders SELECT i, 'note ' || i FROM n");
    }
  }

  private static String inChild(String task, AtomicInteger processes) {
    processes.incrementAndGet();
    try {
      Process child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Worker.class.getName())
              .redirectError(Redirect.INHERIT)
              .start();
      try (OutputStream input = child.getOutputStream()) {
        input.write(task.getBytes(StandardCharsets.UTF_8));
      }
      try (InputStream output = child.getInputStream()) {
        String result = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).isZero();
        return result;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What runs in the other process. */
  public static final class Worker {

    private Worker() {}

    public static void main(String[] args) throws IOException {
      String task = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      System.out.print(RemoteTask.run(task, Worker.class.getClassLoader()));
    }
  }
}
