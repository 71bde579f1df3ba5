// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;

import dev.tributary.config.Config;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract of sources, over a source in memory of which something is broken. */
abstract class SourceMutant extends SourceContract {

  static final Schema SCHEMA =
      Schema.of(Field.required("id", Type.LONG), Field.optional("name", Type.STRING));

  final MemoryStream orders = MemorySource.stream("orders", SCHEMA).splits(3).batchRows(4);

  /** Breaks something. */
  abstract Source broken(Source real);

  @Override
  protected Source newSource() {
    return broken(MemorySource.of(orders));
  }

  @Override
  protected StreamRequest request() {
    return new StreamRequest("orders", Optional.of("id"), List.of(), Config.none());
  }

  @Override
  protected void add(long... ids) {
    for (long id : ids) {
      orders.row(id, "name of " + id);
    }
  }

  @Override
  protected List<Map<String, Object>> addTypical() {
    List<Map<String, Object>> rows =
        List.of(row("id", 1L, "name", null), row("id", 2L, "name", ""));
    rows.forEach(orders::add);
    return rows;
  }

  @Override
  protected Optional<Runnable> breakDown() {
    orders.failAt(5, 1).failAt(20, 1).failAt(39, 1);
    return Optional.of(orders::heal);
  }

  @Override
  protected long held() {
    return orders.held();
  }

  @Override
  Duration patience() {
    return Duration.ZERO;
  }
}
