// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

/** Format 2, tables found in folders by Hadoop's file system. */
class HadoopCatalogContractTest extends IcebergContract {

  @Override
  Lake newLake() {
    return new Lake(folder).catalog("type", "hadoop").withoutCatalog("uri");
  }
}
