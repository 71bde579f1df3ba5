// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Locale;

/** What an error of the database means, said without the secrets its driver may repeat. */
final class SqlFailures {

  private static final int SHORTEST_SECRET = 3;

  private final Dialect dialect;
  private final List<String> secrets;

  private final boolean ownSql;

  SqlFailures(Dialect dialect, List<String> secrets) {
    this(dialect, secrets, false);
  }

  private SqlFailures(Dialect dialect, List<String> secrets, boolean ownSql) {
    this.dialect = dialect;
    this.secrets = secrets.stream().filter(each -> each.length() >= SHORTEST_SECRET).toList();
    this.ownSql = ownSql;
  }

  /** The same where users wrote a part of the statement, which may then be what is wrong. */
  SqlFailures ofOwnSql() {
    return new SqlFailures(dialect, secrets, true);
  }

  /** The error of connecting to the database. */
  TributaryException connecting(SQLException e) {
    ErrorCode code = code(e);
    if (state(e).startsWith("01") || isBadUrl(e)) {
      code = ErrorCode.SETTING_INVALID;
    }
    String what = code == ErrorCode.ACCESS_DENIED ? "refused the login" : "could not be opened";
    return failure(code, "The database " + what + ": " + text(e), nextStep(code), e);
  }

  /** The error of {@code doing} something that names a table, such as "Reading public.orders". */
  TributaryException during(String doing, SQLException e) {
    if (ownSql && isMisunderstood(e)) {
      return failure(
          ErrorCode.SETTING_INVALID,
          doing + " failed: " + text(e),
          "Correct the stream's 'where' or 'query'",
          e);
    }
    ErrorCode code = code(e);
    return failure(code, doing + " failed: " + text(e), nextStep(code), e);
  }

  /** Whether the connection is gone, and another one may be had. */
  boolean isLost(SQLException e) {
    String state = state(e);
    int code = e.getErrorCode();
    return state.startsWith("08")
        || state.startsWith("57P0")
        || (dialect == Dialect.MARIADB && (code == 1927 || code == 1053 || code == 1158))
        || (dialect == Dialect.H2 && (code == 90067 || code == 90121 || code == 90098));
  }

  private TributaryException failure(ErrorCode code, String message, String next, SQLException e) {
    return new TributaryException(code, message, next, harmless(e));
  }

  /** Only where it is open or closed is said; a message about data may repeat a row. */
  private String text(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (state(e).startsWith("22")) {
      message = "the database could not convert a value";
    }
    return hide(message.strip().split("\\R", 2)[0])
        + (state(e).isEmpty() ? "" : " (SQL state " + state(e) + ")");
  }

  private String hide(String message) {
    String hidden = message;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden;
  }

  private SQLException harmless(SQLException e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (!hide(message).equals(message) || state(e).startsWith("22")) {
        SQLException copy = new SQLException(text(e), e.getSQLState(), e.getErrorCode());
        copy.setStackTrace(e.getStackTrace());
        return copy;
      }
    }
    return e;
  }

  private ErrorCode code(SQLException e) {
    String state = state(e);
    if (dialect == Dialect.SQLITE) {
      return sqlite(e.getErrorCode() & 0xff);
    }
    if (state.startsWith("28") || state.equals("42501") || isDeniedByMariadb(e)) {
      return ErrorCode.ACCESS_DENIED;
    }
    if (isTimeout(e)) {
      return ErrorCode.LIMIT_REACHED;
    }
    if (state.equals("57014") || (dialect == Dialect.MARIADB && e.getErrorCode() == 1317)) {
      return ErrorCode.CANCELLED;
    }
    if (state.equals("42P01") || state.equals("42S02")) {
      return ErrorCode.STREAM_NOT_FOUND;
    }
    if (state.startsWith("22")) {
      return ErrorCode.VALUE_REFUSED;
    }
    return state.startsWith("3D") || isUnknownDatabase(e)
        ? ErrorCode.SETTING_INVALID
        : ErrorCode.SOURCE_UNAVAILABLE;
  }

  private boolean isTimeout(SQLException e) {
    int code = e.getErrorCode();
    String message = String.valueOf(e.getMessage());
    return (dialect == Dialect.POSTGRESQL
            && state(e).equals("57014")
            && message.contains("statement timeout"))
        || (dialect == Dialect.MARIADB && (code == 1969 || code == 3024))
        || e instanceof SQLTimeoutException;
  }

  private boolean isMisunderstood(SQLException e) {
    String state = state(e);
    return dialect == Dialect.SQLITE
        ? (e.getErrorCode() & 0xff) == 1
        : state.startsWith("42") && !state.equals("42501") && !isDeniedByMariadb(e);
  }

  private boolean isDeniedByMariadb(SQLException e) {
    int code = e.getErrorCode();
    return dialect == Dialect.MARIADB && (code == 1044 || code == 1045 || code == 1142);
  }

  private boolean isUnknownDatabase(SQLException e) {
    int code = e.getErrorCode();
    return (dialect == Dialect.MARIADB && code == 1049)
        || (dialect == Dialect.H2 && (code == 90146 || code == 90149));
  }

  private boolean isBadUrl(SQLException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return (dialect == Dialect.H2 && (e.getErrorCode() == 90046 || e.getErrorCode() == 90113))
        || message.contains("unable to parse url")
        || message.contains("wrong jdbc url");
  }

  private static ErrorCode sqlite(int code) {
    return switch (code) {
      case 3, 23 -> ErrorCode.ACCESS_DENIED;
      case 9 -> ErrorCode.CANCELLED;
      case 14, 26 -> ErrorCode.SETTING_INVALID;
      default -> ErrorCode.SOURCE_UNAVAILABLE;
    };
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  private static String nextStep(ErrorCode code) {
    if (code == ErrorCode.ACCESS_DENIED) {
      return "Check user and password, and that the user may read the table";
    }
    if (code == ErrorCode.SETTING_INVALID) {
      return "Correct the url";
    }
    if (code == ErrorCode.STREAM_NOT_FOUND) {
      return "Check that the table still exists";
    }
    if (code == ErrorCode.LIMIT_REACHED) {
      return "Let 'statement-timeout' be longer, or read less at once: by a cursor, or more splits";
    }
    if (code == ErrorCode.VALUE_REFUSED) {
      return "Correct the value in the database";
    }
    return "Check that the database can be reached, and run again";
  }
}
