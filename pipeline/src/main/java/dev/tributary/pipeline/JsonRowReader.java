// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.formats.RowDecoder;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.SplitReader;
import dev.tributary.state.PlainJson;
import dev.tributary.state.SchemaJson;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Quarantined rows of one schema, from their JSON. Owned by one thread. */
final class JsonRowReader implements SplitReader {

  private final Iterator<RefusedRow> rows;
  private final BatchBuilder builder;
  private final RowDecoder decoder;

  JsonRowReader(QuarantineReader.Run run) {
    this.rows = run.rows().iterator();
    this.builder = new BatchBuilder(SchemaJson.fromFields(PlainJson.read(run.schema())));
    this.decoder = new RowDecoder(builder);
  }

  @Override
  public @Nullable Batch next() {
    builder.reset();
    while (rows.hasNext() && !builder.isFull()) {
      decoder.add(rows.next().raw());
    }
    return builder.isEmpty() ? null : builder.build();
  }

  @Override
  public Position position() {
    return Position.START;
  }

  @Override
  public void close() {}
}
