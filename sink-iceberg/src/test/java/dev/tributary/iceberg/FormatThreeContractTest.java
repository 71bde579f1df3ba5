// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

/** Format 3, the catalog in SQLite. */
class FormatThreeContractTest extends IcebergContract {

  @Override
  Lake newLake() {
    return new Lake(folder).set("format-version", 3L);
  }
}
