// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.tck.ProviderContract;
import java.util.Map;

class MemorySourceProviderTest extends ProviderContract {

  @Override
  protected Object provider() {
    return new MemorySourceProvider();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("streams-of", "shop");
  }
}
