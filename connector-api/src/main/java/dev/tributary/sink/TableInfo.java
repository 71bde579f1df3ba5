// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import java.time.Instant;
import java.util.Optional;

/**
 * A table as one look at it showed. Immutable.
 *
 * @param version names the state of the table that was seen, in the sink's own words
 * @param receipt of the last load of the chain that was asked about; empty when the table has none
 * @param lastLoadedAt when the last load of any chain began; the epoch when there was none
 */
public record TableInfo(
    TableName name,
    Schema schema,
    String version,
    Optional<Receipt> receipt,
    Instant lastLoadedAt) {

  /** The last load of the chain, {@link LoadId#NONE} when there was none. */
  public LoadId head() {
    return receipt.map(Receipt::load).orElse(LoadId.NONE);
  }
}
