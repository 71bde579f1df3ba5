// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

class MariaDbStateStoreTest extends JdbcStateStoreRules {

  @Override
  protected String newUrl() {
    return Servers.mariaDb();
  }

  @Override
  protected String user() {
    return "root";
  }
}
