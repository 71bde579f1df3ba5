// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class PostgresCopyRefusedTest extends RefusedRowsContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }

  @Override
  String type() {
    return "TIMESTAMP";
  }

  @Override
  String good() {
    return "'2024-02-29 12:00:00'";
  }

  @Override
  String bad() {
    return "'infinity'";
  }

  @Override
  String badText() {
    return "infinity";
  }
}
