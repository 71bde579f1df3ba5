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
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens connections that only read. Thread-safe. */
final class Connections {

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

  Connections(JdbcSettings settings, ClassLoader loader) {
    this.settings = settings;
    this.loader = loader;
    this.dialect = Dialect.of(settings.url().reveal());
    this.failures = new SqlFailures(dialect, secrets(settings));
  }

  Dialect dialect() {
    return dialect;
  }

  SqlFailures failures() {
    return failures;
  }

  /**
   * A connection that reads only, inside a transaction.
   *
   * @throws TributaryException {@code SETTING_INVALID}, {@code DRIVER_MISSING}, {@code
   *     ACCESS_DENIED} or {@code SOURCE_UNAVAILABLE}
   */
  Connection open() {
    Driver driver = driver();
    Connection connection = null;
    try {
      connection = driver.connect(settings.url().reveal(), properties());
      if (connection == null) {
        throw malformed();
      }
      prepare(connection);
      return connection;
    } catch (SQLException e) {
      closeQuietly(connection);
      throw failures.connecting(e);
    } catch (IllegalArgumentException e) {
      throw malformed();
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
    switch (dialect) {
      case MARIADB -> execute(connection, "SET time_zone = '+00:00'");
      case H2 -> execute(connection, "SET LAZY_QUERY_EXECUTION TRUE");
      case POSTGRESQL -> execute(connection, POSTGRESQL_TEXT);
      case SQLITE, OTHER -> {}
    }
    if (dialect != Dialect.SQLITE) {
      connection.setReadOnly(true);
    }
    connection.setAutoCommit(false);
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
