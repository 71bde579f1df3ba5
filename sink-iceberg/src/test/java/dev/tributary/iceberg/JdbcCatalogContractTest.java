// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

/** Format 2, the catalog in SQLite. */
class JdbcCatalogContractTest extends IcebergContract {

  @Override
  Lake newLake() {
    return new Lake(folder);
  }
}
