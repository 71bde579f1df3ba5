// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class PostgresCopyTableTest extends TableContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }
}
