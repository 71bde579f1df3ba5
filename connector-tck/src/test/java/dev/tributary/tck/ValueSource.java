// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;
import java.util.List;
import java.util.Map;

/**
 * A source that reads by comparing a column {@code at} with the largest value that it has read, as
 * many do, and so loses rows that come later with that very value, or reads them twice.
 */
final class ValueSource extends ForwardingSource {

  private final List<Map<String, Object>> rows;
  private final Schema schema;
  private final boolean inclusive;

  ValueSource(List<Map<String, Object>> rows, Schema schema, boolean inclusive) {
    super(MemorySource.of(MemorySource.stream("orders", schema)));
    this.rows = rows;
    this.schema = schema;
    this.inclusive = inclusive;
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    real.check(stream);
    long after = stream.cursor().isEmpty() || from.isStart() ? 0 : from.fields().number("at");
    long last = rows.stream().mapToLong(row -> (Long) row.get("at")).max().orElse(0);
    boolean nothing = last == 0 || (last <= after && !inclusive);
    Split split = new Split(0, Fields.of("after", after).with("to", last), 0);
    return Round.of(nothing ? List.of() : List.of(split), Round.Cut.NONE);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    MemoryStream copy = MemorySource.stream("orders", schema).batchRows(4);
    long after = split.fields().number("after");
    for (Map<String, Object> row : List.copyOf(rows)) {
      long value = (Long) row.get("at");
      if ((value > after || (inclusive && value == after))
          && value <= split.fields().number("to")) {
        copy.add(row);
      }
    }
    Source source = MemorySource.of(copy);
    Round round = source.plan(stream, Position.START);
    return source.open(stream, round.splits().get(0), at);
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return reached.keySet().stream()
        .map(split -> new Position(Fields.of("at", split.fields().number("to"))))
        .findFirst()
        .orElse(from);
  }
}
