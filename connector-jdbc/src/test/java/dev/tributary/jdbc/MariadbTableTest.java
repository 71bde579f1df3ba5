// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class MariadbTableTest extends TableContract {

  @Override
  TestServer server() {
    return MariadbServer.shared();
  }
}
