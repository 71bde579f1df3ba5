// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.TableName;

/**
 * What a {@link Sink} may be able to do beside loading: keep tables fast to read and small to
 * store. Rows, receipts and loads on their way are never touched by it, so it may run at any time,
 * beside loads and beside itself.
 */
public interface Maintenance {

  /**
   * Does for one table what is asked and needed. What others made impossible meanwhile is left for
   * the next time and noted. Blocks; thread-safe.
   *
   * @throws dev.tributary.error.TributaryException {@code TABLE_MISSING}; {@code CANCELLED} when
   *     the thread is interrupted; {@code COMMIT_OUTCOME_UNKNOWN} when an answer was lost, and then
   *     nothing was cleaned up. Steps that came before stay done
   */
  Upkeep maintain(TableName table, MaintenanceRequest request);
}
