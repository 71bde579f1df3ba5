// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Iceberg and its clients throw into errors with a code and a next step. A message may
 * quote theirs, without the catalog's settings, some of which are secret.
 */
final class Faults {

  private static final int SECRET_LETTERS_MIN = 4;

  private final CatalogSettings settings;

  Faults(CatalogSettings settings) {
    this.settings = settings;
  }

  /** Does what {@code doing} says, such as "read table 'orders'". */
  <T> T guard(String doing, Supplier<T> work) {
    try {
      return work.get();
    } catch (TributaryException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw translated(doing, e);
    }
  }

  void run(String doing, Runnable work) {
    guard(
        doing,
        () -> {
          work.run();
          return true;
        });
  }

  private TributaryException translated(String doing, Throwable e) {
    String message = "Cannot " + doing + ": " + reason(e);
    if (find(e, NotAuthorizedException.class) != null
        || find(e, ForbiddenException.class) != null) {
      return error(
          ErrorCode.ACCESS_DENIED, message, "Check the catalog's credentials and grants", e);
    }
    if (find(e, NoSuchTableException.class) != null) {
      return error(
          ErrorCode.TABLE_MISSING, message, "Create the table, or let a load create it", e);
    }
    SQLException sql = find(e, SQLException.class);
    if (sql != null && String.valueOf(sql.getMessage()).contains("No suitable driver")) {
      return error(
          ErrorCode.DRIVER_MISSING,
          message,
          "Add the JDBC driver of the catalog's database to the class path",
          e);
    }
    if (sql != null && String.valueOf(sql.getSQLState()).startsWith("28")) {
      return error(ErrorCode.ACCESS_DENIED, message, "Check jdbc.user and jdbc.password", e);
    }
    if (e instanceof IllegalArgumentException || e instanceof UnsupportedOperationException) {
      return error(
          ErrorCode.SETTING_INVALID, message, "Check the sink's catalog and warehouse settings", e);
    }
    if (e instanceof LinkageError) {
      return error(
          ErrorCode.DRIVER_MISSING, message, "Add the missing library to the class path", e);
    }
    return error(
        ErrorCode.SINK_UNAVAILABLE, message, "Check that catalog and warehouse can be reached", e);
  }

  private static TributaryException error(
      ErrorCode code, String message, String nextStep, Throwable cause) {
    return new TributaryException(code, message, nextStep, cause);
  }

  private String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = root.getClass().getSimpleName() + ", " + root.getMessage();
    for (Map.Entry<String, String> property : settings.properties().entrySet()) {
      if (mayBeSecret(property.getKey()) && property.getValue().length() >= SECRET_LETTERS_MIN) {
        text = text.replace(property.getValue(), "***");
      }
    }
    return text;
  }

  private static boolean mayBeSecret(String property) {
    return !property.equals("type")
        && !property.equals("warehouse")
        && !property.endsWith("-impl")
        && !property.equals("name");
  }

  private static <T extends Throwable> @Nullable T find(Throwable e, Class<T> type) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
