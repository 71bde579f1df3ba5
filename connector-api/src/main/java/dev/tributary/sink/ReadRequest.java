// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import java.util.List;

/**
 * What to read of a table. Immutable.
 *
 * @param columns the columns of the root to read; empty for all
 * @param rowsMax stop after so many rows
 */
public record ReadRequest(List<String> columns, long rowsMax) {

  public static final ReadRequest ALL = new ReadRequest(List.of(), Long.MAX_VALUE);

  public ReadRequest {
    columns = List.copyOf(columns);
  }

  public static ReadRequest first(long rows) {
    return new ReadRequest(List.of(), rows);
  }
}
