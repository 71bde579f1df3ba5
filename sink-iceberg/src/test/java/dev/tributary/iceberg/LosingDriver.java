// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * SQLite behind a bad line: {@code jdbc:losing:NAME:FILE} loses the answers to updates of Iceberg's
 * tables as {@link LostAnswers} of that name says.
 */
public final class LosingDriver implements Driver {

  private static final String PREFIX = "jdbc:losing:";

  static {
    try {
      DriverManager.registerDriver(new LosingDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static String url(String name, String file) {
    return PREFIX + name + ":" + file;
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    String[] parts = url.substring(PREFIX.length()).split(":", 2);
    LostAnswers answers = LostAnswers.named(parts[0]);
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + parts[1]);
    return proxy(
        Connection.class,
        (self, method, args) -> {
          Object result = call(connection, method, args);
          boolean update =
              method.getName().equals("prepareStatement")
                  && ((String) args[0])
                      .toLowerCase(Locale.ROOT)
                      .startsWith("update iceberg_tables");
          return update ? losing((PreparedStatement) result, answers) : result;
        });
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  private static PreparedStatement losing(PreparedStatement statement, LostAnswers answers) {
    return proxy(
        PreparedStatement.class,
        (self, method, args) ->
            method.getName().equals("executeUpdate")
                ? answers.around(() -> call(statement, method, args))
                : call(statement, method, args));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object call(Object target, Method method, Object[] args) throws Exception {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
