// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Settings;
import dev.tributary.source.Source;
import dev.tributary.source.SourceProvider;

/**
 * Reads the tables and views of a database through whatever JDBC driver is on the class path.
 *
 * <p>A stream is a table: {@code schema.table}, or {@code table} in the default schema. Without a
 * cursor a run reads the whole table, and the next run reads the whole table again. With a cursor a
 * run reads what lies between the last value read and the greatest value there was when the run was
 * planned. Rows that arrive later with the same value as the last one read come next time, and rows
 * already read do not come again; rows are told apart by the table's primary key, else by the key
 * that the job names, else by all their values. A row that is committed later with a lower value
 * than the last one read is seen in tables of PostgreSQL; elsewhere it is not.
 */
public final class JdbcSourceProvider implements SourceProvider {

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public Settings settings() {
    return JdbcSettings.SETTINGS;
  }

  @Override
  public Settings streamSettings() {
    return StreamOptions.SETTINGS;
  }

  @Override
  public Source create(Config config, Context context) {
    return new JdbcSource(JdbcSettings.from(config), context);
  }
}
