// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

/** A store in memory outlives its closing, so that one can stand for reopened ones. */
class MemoryStateStoreTest extends StateStoreRules {

  private final StateStore store = new MemoryStateStore();

  @Override
  protected StateStore open() {
    return store;
  }
}
