// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class H2OptionsTest extends OptionsContract {

  @Override
  TestServer server() {
    return new H2Server();
  }
}
