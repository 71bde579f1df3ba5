// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one statement, in order. Owned by one thread, except for {@link #cancel}. */
interface Rows extends AutoCloseable {

  /**
   * Appends the next row to {@code into} and ends it there. What does not fit its column is null.
   *
   * @return false after the last row
   */
  boolean appendTo(BatchBuilder into) throws SQLException;

  /** For what the last row is refused, if for anything. */
  Misfits.@Nullable Cell misfit();

  /** The cursor of the last row as the database holds it, where that differs from its text. */
  Optional<String> rawCursor();

  /** Says how wide the rows are, so that not too many are fetched at once. */
  void weigh(long bytesPerRow) throws SQLException;

  /** Ends a call that blocks. From any thread. */
  void cancel();

  @Override
  void close() throws SQLException;
}
