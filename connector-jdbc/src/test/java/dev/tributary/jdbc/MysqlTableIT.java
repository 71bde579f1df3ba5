// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class MysqlTableIT extends TableContract {

  @Override
  TestServer server() {
    return MysqlServer.shared();
  }
}
