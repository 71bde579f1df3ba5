// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class MariadbRefusedTest extends RefusedRowsContract {

  @Override
  TestServer server() {
    return MariadbServer.shared();
  }

  @Override
  String type() {
    return "DATETIME";
  }

  @Override
  String good() {
    return "'2024-02-29 12:00:00'";
  }

  @Override
  String bad() {
    return "'0000-00-00 00:00:00'";
  }

  @Override
  String badText() {
    return "0000-00-00";
  }

  @Override
  String leniently() {
    return "SET sql_mode = ''";
  }
}
