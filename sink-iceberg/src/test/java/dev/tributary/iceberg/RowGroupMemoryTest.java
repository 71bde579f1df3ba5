// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowGroupMemoryTest {

  @Test
  void writersShareAlike() {
    RowGroupMemory memory = new RowGroupMemory(60 << 20);
    memory.enter();
    memory.enter();
    memory.enter();

    assertThat(memory.share()).isEqualTo(20 << 20);
  }

  @Test
  void aShareIsNeverSoSmallThatFilesBecomeUseless() {
    RowGroupMemory memory = new RowGroupMemory(100);
    memory.enter();

    assertThat(memory.share()).isEqualTo(1 << 20);
  }

  @Test
  void wideFilesAreFewerAtOnce() {
    RowGroupMemory memory = new RowGroupMemory(60 << 20);

    assertThat(memory.filesMax(10, 32)).isEqualTo(32);
    assertThat(memory.filesMax(100, 32)).isEqualTo(4);
    assertThat(memory.filesMax(10_000, 32)).isEqualTo(1);
  }
}
