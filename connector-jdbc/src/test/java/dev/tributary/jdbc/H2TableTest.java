// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class H2TableTest extends TableContract {

  private final H2Server server = new H2Server();

  @Override
  TestServer server() {
    return server;
  }
}
