// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class PostgresOptionsTest extends OptionsContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }
}
