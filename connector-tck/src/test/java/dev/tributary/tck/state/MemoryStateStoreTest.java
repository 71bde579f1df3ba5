// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.state;

import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.StateStore;
import dev.tributary.tck.StateStoreContract;

class MemoryStateStoreTest extends StateStoreContract {

  private final StateStore store = new MemoryStateStore();

  @Override
  protected StateStore newStore() {
    return store;
  }
}
