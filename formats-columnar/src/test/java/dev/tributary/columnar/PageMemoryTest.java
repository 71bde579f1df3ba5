// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PageMemoryTest {

  private final PageMemory memory = new PageMemory();

  @Test
  void piecesDoNotOverlap() {
    ByteBuffer first = memory.allocate(3);
    ByteBuffer second = memory.allocate(3);

    first.put(new byte[] {1, 2, 3});
    second.put(new byte[] {4, 5, 6});

    assertThat(first.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(first.capacity()).isEqualTo(3);
  }

  @Test
  void theSameMemoryServesOneRowGroupAfterAnother() {
    byte[] before = memory.allocate(600_000).array();
    for (int i = 0; i < 50; i++) {
      memory.allocate(600_000);
    }

    memory.reset();

    assertThat(memory.allocate(500_000).array()).isSameAs(before);
  }

  @Test
  void aLargePageHasMemoryOfItsOwn() {
    ByteBuffer large = memory.allocate(3 << 20);

    assertThat(large.remaining()).isEqualTo(3 << 20);
    assertThat(memory.allocate(10).array()).isNotSameAs(large.array());
  }
}
