// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.sink.TableInfo;
import java.util.Optional;

/**
 * Where a chain stands: what the next load follows, and where reading goes on. Immutable.
 *
 * @param load the last load, {@link LoadId#NONE} when the anchor has none
 * @param number the highest number that is known to be taken
 * @param anchor the root table as it was seen together with the load; empty when it does not exist
 */
record ChainHead(LoadId load, Position position, long number, Optional<TableInfo> anchor) {

  ChainHead after(LoadId next, Position reached) {
    return new ChainHead(next, reached, next.number(), anchor);
  }

  ChainHead at(Position reached) {
    return new ChainHead(load, reached, number, anchor);
  }
}
