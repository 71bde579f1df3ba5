// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the values of one column out of a result. Immutable. */
@FunctionalInterface
interface ColumnReader {

  /**
   * Appends the value of the result's current row, or null.
   *
   * @param index the column's place in the result, from 1
   * @throws Misfit when the value does not fit the column's type
   */
  void append(ResultSet row, int index, Column into) throws SQLException;

  /** A value that does not fit its column. Says of which class the value is, never the value. */
  final class Misfit extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String raw;

    Misfit(String what) {
      this(what, null);
    }

    /**
     * @param raw the value as text, which only a quarantine may see
     */
    Misfit(String what, @Nullable String raw) {
      super(what, null, false, false);
      this.raw = raw;
    }

    /** Whether a driver says that it could not convert a value. */
    static boolean isIn(SQLException e) {
      return String.valueOf(e.getSQLState()).startsWith("22");
    }

    Optional<String> raw() {
      return Optional.ofNullable(raw);
    }
  }
}
