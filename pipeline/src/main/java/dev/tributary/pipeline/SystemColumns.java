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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns that say which load brought a row, and when that load began: one value per load.
 * Where rows are merged, a third one numbers the batches of a load, in the order in which they were
 * read. Their names are settings. Immutable.
 *
 * @param arrival the third one, where there is one
 * @param validity those of a table that keeps history
 */
public record SystemColumns(
    String loadId, String loadedAt, Optional<String> arrival, Optional<Validity> validity) {

  public static final SystemColumns STANDARD = new SystemColumns("_load_id", "_loaded_at");

  private static final String ARRIVAL = "_arrival";

  /** The names must differ, also for sinks that do not tell small letters from large ones. */
  public SystemColumns {
    List<String> names = new ArrayList<>(List.of(loadId, loadedAt));
    arrival.ifPresent(names::add);
    validity.ifPresent(columns -> names.addAll(columns.names()));
    if (names.stream().anyMatch(String::isBlank)
        || names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
            < names.size()) {
      throw new IllegalArgumentException("System columns " + names + " need different names");
    }
  }

  public SystemColumns(String loadId, String loadedAt) {
    this(loadId, loadedAt, Optional.empty(), Optional.empty());
  }

  /** With {@code _arrival}, for rows that are merged. */
  SystemColumns merging(Merging merging) {
    Optional<Validity> kept =
        merging.keepsHistory() ? Optional.of(Validity.of(merging.history())) : Optional.empty();
    return new SystemColumns(loadId, loadedAt, Optional.of(ARRIVAL), kept);
  }

  /** The schema with the system columns behind it. */
  Schema appendTo(Schema schema) {
    return schema.with(fields());
  }

  Field[] fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.optional(loadId, Type.STRING));
    fields.add(Field.optional(loadedAt, Type.timestampZoned(Type.Unit.MICROS)));
    arrival.ifPresent(name -> fields.add(Field.optional(name, Type.LONG)));
    validity.ifPresent(columns -> fields.addAll(columns.fields()));
    return fields.toArray(Field[]::new);
  }

  boolean isSystem(String field, boolean caseSensitive) {
    return Stream.of(fields())
        .map(Field::name)
        .anyMatch(name -> caseSensitive ? name.equals(field) : name.equalsIgnoreCase(field));
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
    private final LongColumn arrivals = (LongColumn) Column.of(Type.LONG);
    private Schema before = Schema.empty();
    private Schema after = appendTo(before);

    private Stamp(LoadId load) {
      this.id = load.value().getBytes(StandardCharsets.UTF_8);
      this.at = load.time().toEpochMilli() * 1_000;
    }

    /**
     * @param number of the batch; of no meaning where rows are not merged
     */
    Batch on(Batch batch, long number) {
      fill(batch.rows());
      List<Column> columns = new ArrayList<>(batch.columns());
      columns.add(ids);
      columns.add(times);
      if (arrival.isPresent()) {
        columns.add(arrivals(number, batch.rows()));
      }
      validity.ifPresent(kept -> columns.addAll(kept.columns(batch, times)));
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

    private LongColumn arrivals(long number, int rows) {
      arrivals.reset();
      for (int row = 0; row < rows; row++) {
        arrivals.append(number);
      }
      return arrivals;
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
