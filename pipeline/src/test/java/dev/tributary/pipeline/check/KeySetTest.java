// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class KeySetTest {

  @Property(tries = 50)
  void itIsASetOfPairs(@ForAll long seed) {
    Random random = new Random(seed);
    KeySet set = new KeySet();
    Set<List<Long>> model = new HashSet<>();
    for (int i = 0; i < 4_000; i++) {
      long high = random.nextInt(60);
      long low = random.nextInt(60);
      switch (random.nextInt(400)) {
        case 0 -> {
          set.retain(each -> each % 3 != 0);
          model.removeIf(each -> each.get(0) % 3 == 0);
        }
        case 1, 2 -> {
          set.clear();
          model.clear();
        }
        default -> change(random.nextInt(3), set, model, high, low);
      }
      assertThat(set.size()).isEqualTo(model.size());
    }
  }

  private static void change(int what, KeySet set, Set<List<Long>> model, long high, long low) {
    List<Long> key = List.of(high, low);
    if (what == 0) {
      set.remove(high, low);
      model.remove(key);
    } else {
      assertThat(set.contains(high, low)).isEqualTo(model.contains(key));
      assertThat(set.add(high, low)).isEqualTo(model.add(key));
    }
  }
}
