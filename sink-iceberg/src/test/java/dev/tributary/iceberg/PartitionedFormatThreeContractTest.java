// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.sink.Sink;

/** Format 3, tables partitioned and sorted. */
class PartitionedFormatThreeContractTest extends IcebergContract {

  @Override
  Lake newLake() {
    return new Lake(folder).set("format-version", 3L);
  }

  @Override
  protected Sink newSink() {
    return PartitionedContractTest.laidOut(super.newSink(), PartitionedContractTest.LAYOUT);
  }
}
