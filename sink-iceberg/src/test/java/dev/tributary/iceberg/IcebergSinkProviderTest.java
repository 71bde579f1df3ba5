// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.tck.ProviderContract;
import java.util.Map;

class IcebergSinkProviderTest extends ProviderContract {

  @Override
  protected Object provider() {
    return new IcebergSinkProvider();
  }

  @Override
  protected Map<String, Object> settings() {
    return Map.of(
        "namespace", "shop",
        "warehouse", "/no/such/folder",
        "catalog", Map.of("type", "rest", "uri", "http://no.such.host.invalid"));
  }
}
