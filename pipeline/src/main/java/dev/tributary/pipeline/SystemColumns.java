// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.LongColumn;
import dev.tributary.load.LoadId;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns that say which load brought a row, and when that load began: one value per load.
 * Their names are settings. Immutable.
 */
public record SystemColumns(String loadId, String loadedAt) {

  public static final SystemColumns STANDARD = new SystemColumns("_load_id", "_loaded_at");

  /** The names must differ, also for sinks that do not tell small letters from large ones. */
  public SystemColumns {
    if (loadId.isBlank() || loadedAt.isBlank() || loadId.equalsIgnoreCase(loadedAt)) {
      throw new IllegalArgumentException(
          "System columns '" + loadId + "' and '" + loadedAt + "' need two different names");
    }
  }

  /** The schema with the system columns behind it. */
  Schema appendTo(Schema schema) {
    return schema.with(fields());
  }

  Field[] fields() {
    return new Field[] {
      Field.optional(loadId, Type.STRING),
      Field.optional(loadedAt, Type.timestampZoned(Type.Unit.MICROS))
    };
  }

  boolean isSystem(String field, boolean caseSensitive) {
    return caseSensitive
        ? field.equals(loadId) || field.equals(loadedAt)
        : field.equalsIgnoreCase(loadId) || field.equalsIgnoreCase(loadedAt);
  }

  /** Makes batches with the columns of one load. Owned by one thread. */
  Stamp stamp(LoadId load) {
    return new Stamp(load);
  }

  /** Appends one load's values; the columns are kept and lengthened as batches need. */
  final class Stamp {

    private final byte[] id;
    private final long at;
    private final BytesColumn ids = (BytesColumn) Column.of(Type.STRING);
    private final LongColumn times = (LongColumn) Column.of(Type.timestampZoned(Type.Unit.MICROS));
    private Schema before = Schema.empty();
    private Schema after = appendTo(before);

    private Stamp(LoadId load) {
      this.id = load.value().getBytes(StandardCharsets.UTF_8);
      this.at = load.time().toEpochMilli() * 1_000;
    }

    Batch on(Batch batch) {
      fill(batch.rows());
      List<Column> columns = new ArrayList<>(batch.columns());
      columns.add(ids);
      columns.add(times);
      return new Batch(after(batch.schema()), columns, batch.rows());
    }

    /** Batch after batch has the same schema, and should then get the same one. */
    private Schema after(Schema schema) {
      if (!schema.equals(before)) {
        before = schema;
        after = appendTo(schema);
      }
      return after;
    }

    private void fill(int rows) {
      if (ids.size() > rows) {
        ids.reset();
        times.reset();
      }
      while (ids.size() < rows) {
        ids.append(id, 0, id.length);
        times.append(at);
      }
    }
  }
}
