// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class MysqlSourceIT extends DatabaseContract {

  @Override
  TestServer server() {
    return MysqlServer.shared();
  }
}
