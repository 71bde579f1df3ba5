// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The small world in which the rules of sinks are checked. */
abstract class SinkRules {

  static final TableName ORDERS = new TableName("orders");
  static final TableName ITEMS = new TableName("order_items");
  static final Chain CHAIN = new Chain("shop", "orders");
  static final Chain OTHER_CHAIN = new Chain("shop", "returns");
  static final Schema SCHEMA =
      Schema.of(Field.optional("id", Type.LONG), Field.optional("name", Type.STRING));

  private final List<Sink> opened = new ArrayList<>();

  /** See {@link SinkContract#newSink()}. */
  protected abstract Sink newSink();

  /** See {@link SinkContract#readBack}. */
  protected abstract List<Long> readBack(TableName table);

  /** See {@link SinkContract#writeAsAnother}. */
  protected abstract void writeAsAnother(TableName table, long id);

  /** See {@link SinkContract#maintain}. */
  protected abstract void maintain(TableName table);

  /** A sink that is closed after the test. */
  final Sink sink() {
    Sink sink = newSink();
    synchronized (opened) {
      opened.add(sink);
    }
    return sink;
  }

  @AfterEach
  void closeSinks() {
    synchronized (opened) {
      opened.forEach(Sink::close);
      opened.clear();
    }
  }

  final Loads loads() {
    return new Loads(sink(), CHAIN);
  }

  static List<Map<String, @Nullable Object>> rows(long... ids) {
    return Arrays.stream(ids).mapToObj(id -> row("id", id, "name", "name of " + id)).toList();
  }

  final List<Map<String, @Nullable Object>> visibleRows(TableName table) {
    return Batches.drain(sink().read(table, ReadRequest.ALL));
  }

  /** The ids that the sink's own reader shows. */
  final List<Long> visibleIds(TableName table) {
    List<Long> ids = new ArrayList<>();
    visibleRows(table).forEach(row -> ids.add((Long) row.get("id")));
    return ids;
  }

  /** Fails unless readers, the sink's own and another, see exactly the rows of these ids. */
  final void assertVisible(TableName table, long... ids) {
    List<Long> expected = Arrays.stream(ids).boxed().toList();
    assertThat(visibleIds(table))
        .as("ids in '" + table + "' as the sink reads them")
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(readBack(table))
        .as("ids in '" + table + "' as another reader sees them")
        .containsExactlyInAnyOrderElementsOf(expected);
  }
}
