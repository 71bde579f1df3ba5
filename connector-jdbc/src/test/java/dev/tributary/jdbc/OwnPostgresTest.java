// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.DatabaseContract.failure;
import static dev.tributary.jdbc.Reading.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a whole server of PostgreSQL while it is read. */
class OwnPostgresTest {

  private EmbeddedPostgres postgres;
  private TestDatabase database;

  @BeforeEach
  void start() throws IOException {
    postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    database = new TestDatabase(postgres.getJdbcUrl("postgres", "postgres"));
    database.run(
        "CREATE TABLE stock (id INT PRIMARY KEY, note TEXT)",
        "INSERT INTO stock SELECT i, repeat('x', 500) FROM generate_series(1, 10000) i");
  }

  @AfterEach
  void stop() throws IOException {
    postgres.close();
  }

  @Test
  void aReadInTheOrderOfItsKeyGoesOnAfterTheServerWasRestarted() throws Exception {
    try (Source source = source(Map.of("snapshot", "per-split"));
        Round round = source.plan(all("stock"), Position.START);
        SplitReader reader = source.open(all("stock"), round.splits().get(0), Position.START)) {
      List<Object> ids = new ArrayList<>(ids(reader.next()));
      restart();
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        ids.addAll(ids(batch));
      }

      assertThat(ids).isEqualTo(IntStream.rangeClosed(1, 10_000).boxed().toList());
    }
  }

  @Test
  void aReadInOneSnapshotFailsWithTheServerAndIsPlannedAnew() throws Exception {
    try (Source source = source(Map.of("splits", 2))) {
      try (Round round = source.plan(all("stock"), Position.START)) {
        Split last = round.splits().get(1);
        restart();

        TributaryException error =
            failure(
                () -> Reading.drain(source, all("stock"), last, Position.START, new ArrayList<>()));

        assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
        assertThat(error.nextStep()).contains("planned anew");
      }
      assertThat(Reading.of(source, all("stock")).rows()).hasSize(10_000);
    }
  }

  @Test
  void aPasswordThatExpiresDuringTheReadIsDenied() throws Exception {
    admitByPassword();
    database.run(
        "CREATE ROLE guest LOGIN PASSWORD 's3cret pass'", "GRANT SELECT ON stock TO guest");
    Map<String, Object> guest = Map.of("user", "guest", "password", "s3cret pass", "splits", 2);
    String url = database.url().replaceAll("\\?.*", "");
    try (Source source = new TestDatabase(url).source(guest);
        Round round = source.plan(all("stock"), Position.START)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      Reading.drain(source, all("stock"), round.splits().get(0), Position.START, rows);
      database.run("ALTER ROLE guest VALID UNTIL '2001-01-01'");

      TributaryException error =
          failure(
              () ->
                  Reading.drain(source, all("stock"), round.splits().get(1), Position.START, rows));

      assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
      assertThat(error.toString()).doesNotContain("s3cret");
      assertThat(rows).isNotEmpty();
    }
  }

  private Source source(Map<String, Object> more) {
    Map<String, Object> settings = new java.util.HashMap<>(more);
    settings.put("batch-bytes", "50KB");
    return database.source(settings);
  }

  private static List<Object> ids(Batch batch) {
    List<Object> ids = new ArrayList<>();
    batch.rowViews().forEach(row -> ids.add(row.get("id")));
    return ids;
  }

  private void admitByPassword() throws Exception {
    Path file = Path.of(setting("SHOW hba_file"));
    Files.writeString(file, "host all guest 127.0.0.1/32 scram-sha-256\n" + Files.readString(file));
    database.run("SELECT pg_reload_conf()");
  }

  /** The server refuses to run as root, and so does what stops it. */
  private void restart() throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    String program = setting("SELECT setting FROM pg_config WHERE name = 'BINDIR'") + "/pg_ctl";
    String data = setting("SHOW data_directory");
    command.addAll(List.of(program, "restart", "-w", "-m", "fast", "-l", data + "/again.log"));
    command.addAll(List.of("-D", data));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private String setting(String query) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
