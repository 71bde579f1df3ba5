// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

class H2RefusedTest extends RefusedRowsContract {

  private final H2Server server = new H2Server();

  @Override
  TestServer server() {
    return server;
  }

  @Override
  String type() {
    return "DECFLOAT";
  }

  @Override
  String good() {
    return "1.5";
  }

  @Override
  String bad() {
    return "1E-30";
  }

  @Override
  String badText() {
    return "1E-30";
  }
}
