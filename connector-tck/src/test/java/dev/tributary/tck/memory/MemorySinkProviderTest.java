// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.tck.ProviderContract;
import java.util.Map;

class MemorySinkProviderTest extends ProviderContract {

  @Override
  protected Object provider() {
    return new MemorySinkProvider();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of("warehouse", "shop");
  }
}
