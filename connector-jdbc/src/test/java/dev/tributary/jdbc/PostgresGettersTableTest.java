// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.Map;

class PostgresGettersTableTest extends TableContract {

  @Override
  TestServer server() {
    return PostgresServer.shared();
  }

  @Override
  Map<String, Object> settings() {
    return Map.of("postgres-copy", false);
  }
}
