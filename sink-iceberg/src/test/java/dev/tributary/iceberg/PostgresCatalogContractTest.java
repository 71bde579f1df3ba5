// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Format 2, the catalog in PostgreSQL; every test has a catalog of its own there. */
class PostgresCatalogContractTest extends IcebergContract {

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Override
  Lake newLake() {
    return new Lake(folder)
        .catalog("name", UUID.randomUUID().toString())
        .catalog("uri", postgres.getJdbcUrl("postgres", "postgres"))
        .catalog("jdbc.user", "postgres");
  }
}
