// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.error.TributaryException;
import dev.tributary.state.FileStateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A database with a few orders, and a job that loads them into Iceberg tables. */
final class Shop {

  static final String PASSWORD = "marker-7391";

  /** A good job; a test replaces what it makes wrong. */
  static final String JOB =
      """
      pipeline: shop
      source:
        type: jdbc
        url: jdbc:h2:file:${job.dir}/shop;DATABASE_TO_LOWER=TRUE
        user: sa
        password: ${secret:env:SHOP_PASSWORD}
      streams:
        - name: public.orders
          table: orders
          cursor: changed
      sink:
        type: iceberg
        namespace: shop
        warehouse: ${job.dir}/lake
        catalog: {type: jdbc, uri: "jdbc:sqlite:${job.dir}/catalog.db"}
      state: {path: state}
      run: {parallelism: 2, commit-every: {rows: 1000}}
      """;

  private final Path folder;
  private final Cli cli;

  Shop(Path folder) throws SQLException {
    this.folder = folder;
    this.cli = new Cli(folder, Map.of("SHOP_PASSWORD", PASSWORD));
    sql(
        "CREATE TABLE orders (id BIGINT PRIMARY KEY, amount DECIMAL(10, 2), changed BIGINT)",
        "INSERT INTO orders VALUES (1, 9.50, 10), (2, 0.05, 11), (3, NULL, 12)");
  }

  /** Runs a command about a job that says so. */
  Cli.Result run(String job, String command, Object... more) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), job);
    Object[] arguments = new Object[more.length + 2];
    arguments[0] = command;
    arguments[1] = "job.yaml";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return cli.run(arguments);
  }

  Cli cli() {
    return cli;
  }

  Path folder() {
    return folder;
  }

  void sql(String... statements) throws SQLException {
    execute("jdbc:h2:file:" + folder.resolve("shop") + ";DATABASE_TO_LOWER=TRUE", statements);
  }

  void sqlInCatalog(String... statements) throws SQLException {
    execute("jdbc:sqlite:" + folder.resolve("catalog.db"), statements);
  }

  /** What must not change when nothing is loaded: the catalog, the files, the positions. */
  Set<String> tablesAndState() throws IOException, SQLException {
    Set<String> all = new TreeSet<>(files(folder.resolve("lake")));
    all.addAll(catalog());
    all.add(state());
    return all;
  }

  private static Set<String> files(Path root) throws IOException {
    Set<String> all = new TreeSet<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.add(file + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return all;
  }

  private Set<String> catalog() throws SQLException {
    Set<String> all = new TreeSet<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("catalog.db"));
        ResultSet tables =
            connection
                .createStatement()
                .executeQuery("SELECT table_name, metadata_location FROM iceberg_tables")) {
      while (tables.next()) {
        all.add(tables.getString(1) + " " + tables.getString(2));
      }
    }
    return all;
  }

  /** The streams' part, as the lease comes and goes; or the file as it is. */
  private String state() throws IOException {
    try (FileStateStore store = new FileStateStore(folder.resolve("state"))) {
      return store.read("shop").streams().toString();
    } catch (TributaryException e) {
      return Files.readString(folder.resolve("state/shop.json"));
    }
  }

  private static void execute(String url, String... statements) throws SQLException {
    String user = url.startsWith("jdbc:h2") ? "sa" : null;
    try (Connection connection =
            DriverManager.getConnection(url, user, user == null ? null : PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }
}
