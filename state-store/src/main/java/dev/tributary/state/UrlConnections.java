// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Connections from a JDBC URL, whose failures tell neither the password nor the whole URL. */
final class UrlConnections implements JdbcStateStore.Connections {

  private static final Pattern TELLING = Pattern.compile("(?<=//)[^/@]*@|[?;].*$");

  private final String url;
  private final Optional<String> user;
  private final Optional<Secret> password;

  UrlConnections(String url, Optional<String> user, Optional<Secret> password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public Connection open() throws SQLException {
    Properties properties = patience();
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret.reveal()));
    if (DriverManager.drivers().noneMatch(this::accepts)) {
      throw new TributaryException(
          ErrorCode.DRIVER_MISSING,
          "No database driver on the class path takes the URL " + shown(),
          "Add the driver's jar to the class path, or correct the URL");
    }
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw isTelling(e) ? quiet(e) : e;
    }
  }

  /** An answer that does not come ends a wait, where the driver does not see to it. */
  private Properties patience() {
    Properties properties = new Properties();
    if (!url.contains("socketTimeout") && url.startsWith("jdbc:postgresql:")) {
      properties.setProperty("socketTimeout", "60");
    }
    if (!url.contains("socketTimeout") && url.startsWith("jdbc:mariadb:")) {
      properties.setProperty("socketTimeout", "60000");
    }
    return properties;
  }

  private boolean accepts(Driver driver) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The URL without what may be a secret. */
  private String shown() {
    String shown = TELLING.matcher(url).replaceAll("");
    return secrets().reduce(shown, (text, secret) -> text.replace(secret, "***"));
  }

  private boolean isTelling(SQLException failure) {
    for (Throwable each : failure) {
      String message = String.valueOf(each.getMessage());
      if (secrets().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  private Stream<String> secrets() {
    Stream<String> inUrl = TELLING.matcher(url).results().map(MatchResult::group);
    return Stream.concat(inUrl, password.map(Secret::reveal).stream())
        .filter(text -> text.length() > 1);
  }

  private SQLException quiet(SQLException failure) {
    return new SQLException(
        "No connection to " + shown(), failure.getSQLState(), failure.getErrorCode());
  }
}
