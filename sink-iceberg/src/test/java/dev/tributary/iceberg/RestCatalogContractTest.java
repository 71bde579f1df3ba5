// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import org.junit.jupiter.api.AfterEach;

/** Format 2, the catalog behind a REST server. */
class RestCatalogContractTest extends IcebergContract {

  private RestServer server;

  @Override
  Lake newLake() {
    try {
      server = new RestServer(folder);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return new Lake(folder)
        .catalog("type", "rest")
        .catalog("uri", server.uri())
        .catalog("io-impl", LocalFileIO.class.getName());
  }

  @AfterEach
  void stopServer() throws Exception {
    server.close();
  }
}
