// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

/**
 * A split that is being read over one connection. Owned by one thread, except for cancelling.
 *
 * @param refusals takes rows that are refused out of batches
 * @param passed how many of the first rows were read before and do not come again
 */
record Opened(
    Session session, Table table, Rows rows, Refusals refusals, Progress progress, long passed)
    implements AutoCloseable {

  @Override
  public void close() {
    Connections.closeQuietly(rows);
    session.close();
  }
}
