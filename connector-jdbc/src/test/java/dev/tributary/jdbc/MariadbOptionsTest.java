// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class MariadbOptionsTest extends OptionsContract {

  @Override
  TestServer server() {
    return MariadbServer.shared();
  }
}
