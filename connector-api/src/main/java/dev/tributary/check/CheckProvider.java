// SPDX-License-Identifier: Apache-2.0
package dev.tributary.check;

import dev.tributary.config.Config;
import dev.tributary.config.Settings;
import dev.tributary.load.LoadId;
import dev.tributary.schema.Schema;

/** Makes checks of one kind. Found with {@link java.util.ServiceLoader}. Thread-safe. */
public interface CheckProvider {

  /** Unique among checks, lower-case: what a job file calls the check's {@code type}. */
  String name();

  /** What {@link #open} needs. */
  default Settings settings() {
    return Settings.none();
  }

  /**
   * Makes a check for the rows of one table in one load; also, without handing it rows, to see
   * whether it could be made. Neither connects nor blocks.
   *
   * @param table the columns that the table has
   * @param load whose rows will be looked at; its time is that of the load. {@link LoadId#NONE}
   *     where no rows will be handed over
   * @throws IllegalArgumentException when it cannot check such a table, for example because a
   *     column is not there; the message says why
   */
  RowCheck open(Config config, Schema table, LoadId load);
}
