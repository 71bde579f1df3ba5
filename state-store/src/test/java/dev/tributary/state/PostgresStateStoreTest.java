// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

class PostgresStateStoreTest extends JdbcStateStoreRules {

  @Override
  protected String newUrl() {
    return Servers.postgres();
  }

  @Override
  protected String user() {
    return "postgres";
  }
}
