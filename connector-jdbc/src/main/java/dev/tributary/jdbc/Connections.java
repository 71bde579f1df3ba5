// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens connections that only read. Thread-safe. */
final class Connections {

  private static final Duration TURN_PATIENCE = Duration.ofMinutes(30);
  private static final Pattern URL = Pattern.compile("jdbc:([A-Za-z0-9_+.-]+):.*", Pattern.DOTALL);
  private static final Pattern EMBEDDED =
      Pattern.compile("(?i)//([^/@?]*)@|(?:password|pwd)=([^&;]*)|//[^/:@?]*:([^/@?]*)@");

  /** How PostgreSQL writes values as text, whatever its settings say for others. */
  private static final String POSTGRESQL_TEXT =
      "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres';"
          + " SET bytea_output = 'hex'; SET extra_float_digits = 3";

  private final JdbcSettings settings;
  private final ClassLoader loader;
  private final Dialect dialect;
  private final SqlFailures failures;
  private final Places readers;
  private final Places snapshots;

  Connections(JdbcSettings settings, ClassLoader loader) {
    this.settings = settings;
    this.loader = loader;
    this.dialect = Dialect.of(settings.url().reveal());
    this.failures = new SqlFailures(dialect, secrets(settings));
    int held = sharesSnapshots() ? Math.max(1, settings.maxConnections() / 2) : 0;
    this.snapshots = new Places("connections for snapshots", held);
    this.readers = new Places("connections", settings.maxConnections() - held);
  }

  /** One connection keeps the snapshot and others read in it, so one alone cannot. */
  boolean sharesSnapshots() {
    return dialect == Dialect.POSTGRESQL
        && settings.snapshot() == JdbcSettings.SnapshotMode.SHARED
        && settings.maxConnections() > 1;
  }

  Dialect dialect() {
    return dialect;
  }

  SqlFailures failures() {
    return failures;
  }

  /**
   * A connection that reads only, inside a transaction, when it is its turn.
   *
   * @throws TributaryException {@code SETTING_INVALID}, {@code DRIVER_MISSING}, {@code
   *     ACCESS_DENIED}, {@code SOURCE_UNAVAILABLE}, {@code LIMIT_REACHED} or {@code CANCELLED}
   */
  Session open() {
    return open(readers);
  }

  /** As {@link #open()}, for one that stays open as long as a round is read. */
  Session openForSnapshot() {
    return open(snapshots);
  }

  private Session open(Places places) {
    Driver driver = driver();
    Runnable release = places.take(TURN_PATIENCE);
    Connection connection = null;
    try {
      connection = driver.connect(settings.url().reveal(), properties());
      if (connection == null) {
        throw malformed();
      }
      prepare(connection);
      return new Session(connection, release);
    } catch (SQLException e) {
      closeQuietly(connection);
      release.run();
      throw failures.connecting(e);
    } catch (IllegalArgumentException e) {
      release.run();
      throw malformed();
    } catch (RuntimeException e) {
      closeQuietly(connection);
      release.run();
      throw e;
    }
  }

  static void closeQuietly(@org.jspecify.annotations.Nullable AutoCloseable closeable) {
    try {
      if (closeable != null) {
        closeable.close();
      }
    } catch (Exception e) {
      // Nothing was written, and the reason for closing is reported already.
    }
  }

  private void prepare(Connection connection) throws SQLException {
    Optional<Long> timeout = settings.statementTimeout().map(Duration::toMillis);
    switch (dialect) {
      case POSTGRESQL -> {
        execute(connection, POSTGRESQL_TEXT);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        if (timeout.isPresent()) {
          execute(connection, "SET statement_timeout = " + timeout.get());
        }
      }
      case MARIADB -> {
        execute(connection, "SET time_zone = '+00:00'");
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        if (timeout.isPresent()) {
          execute(connection, mariadbTimeout(connection, timeout.get()));
        }
      }
      case H2 -> {
        execute(connection, "SET LAZY_QUERY_EXECUTION TRUE");
        if (timeout.isPresent()) {
          execute(connection, "SET QUERY_TIMEOUT " + timeout.get());
        }
      }
      case SQLITE, OTHER -> {}
    }
    if (dialect != Dialect.SQLITE) {
      connection.setReadOnly(true);
    }
    connection.setAutoCommit(false);
    if (dialect == Dialect.MARIADB) {
      execute(connection, "START TRANSACTION WITH CONSISTENT SNAPSHOT");
    }
  }

  private static String mariadbTimeout(Connection connection, long millis) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().contains("MariaDB")
        ? "SET max_statement_time = " + millis / 1000.0
        : "SET max_execution_time = " + millis;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    dialect.properties().forEach(properties::setProperty);
    settings.user().ifPresent(user -> properties.setProperty("user", user));
    settings
        .password()
        .ifPresent(password -> properties.setProperty("password", password.reveal()));
    settings.properties().forEach((name, value) -> properties.setProperty(name, value.reveal()));
    return properties;
  }

  private Driver driver() {
    String url = settings.url().reveal();
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw malformed();
    }
    return drivers()
        .filter(driver -> accepts(driver, url))
        .findFirst()
        .orElseThrow(() -> refused(matcher.group(1)));
  }

  /** Some drivers accept only URLs that they can parse. */
  private TributaryException refused(String subprotocol) {
    String simplest = "jdbc:" + subprotocol + ":x";
    return drivers().anyMatch(driver -> accepts(driver, simplest))
        ? malformed()
        : missing(subprotocol);
  }

  private Stream<Driver> drivers() {
    return Stream.concat(
        ServiceLoader.load(Driver.class, loader).stream().map(ServiceLoader.Provider::get),
        DriverManager.drivers());
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  private static TributaryException missing(String subprotocol) {
    return new TributaryException(
        ErrorCode.DRIVER_MISSING,
        "No JDBC driver on the class path opens 'jdbc:" + subprotocol + ":' URLs",
        "Add the driver's jar for "
            + subprotocol
            + " to the class path, or correct the url if the name is misspelt");
  }

  private static TributaryException malformed() {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "The url is not one that its JDBC driver understands",
        "Write it as the driver's manual says, such as jdbc:postgresql://host:5432/database");
  }

  private static List<String> secrets(JdbcSettings settings) {
    List<String> secrets = new ArrayList<>();
    settings.password().map(Secret::reveal).ifPresent(secrets::add);
    settings.properties().values().forEach(each -> secrets.add(each.reveal()));
    Matcher matcher = EMBEDDED.matcher(settings.url().reveal());
    while (matcher.find()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        if (matcher.group(i) != null) {
          secrets.add(matcher.group(i));
        }
      }
    }
    secrets.add(settings.url().reveal());
    return secrets;
  }
}
