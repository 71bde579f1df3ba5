// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.Map;

class PostgresGettersRefusedTest extends RefusedRowsContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }

  @Override
  String type() {
    return "NUMERIC(10,2)";
  }

  @Override
  String good() {
    return "1.25";
  }

  @Override
  String bad() {
    return "'NaN'";
  }

  @Override
  String badText() {
    return "NaN";
  }

  @Override
  Map<String, Object> settings() {
    return Map.of("postgres-copy", false);
  }
}
