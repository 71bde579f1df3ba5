// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out rows that were fixed when it was opened, batch by batch. */
final class RowsReader implements BatchReader {

  private final Rows rows;
  private final long end;
  private final BatchBuilder builder;
  private int next;

  RowsReader(Rows rows, ReadRequest request) {
    this.rows = rows;
    this.end = Math.min(rows.size(), request.rowsMax());
    this.builder = new BatchBuilder(project(rows.schema(), request.columns()));
  }

  @Override
  public @Nullable Batch next() {
    builder.reset();
    while (next < end && !builder.isFull()) {
      builder.add(rows.rows().get(next++));
    }
    return builder.isEmpty() ? null : builder.build();
  }

  @Override
  public void close() {
    next = rows.size();
  }

  private static Schema project(Schema schema, List<String> columns) {
    if (columns.isEmpty()) {
      return schema;
    }
    List<Field> fields =
        columns.stream()
            .map(
                name ->
                    schema
                        .field(name)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "No field '" + name + "' in " + schema)))
            .toList();
    return Schema.of(fields);
  }
}
