// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.RowText;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.RefusedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of a table that have a value which no column holds: taken out of the batches, and told
 * with their keys. Used by one thread.
 */
final class Refusals {

  private static final int RAW_LETTERS_MAX = 64 << 10;
  private static final int KEY_LETTERS_MAX = 100;

  private final Table table;
  private final List<String> identity;
  private final Set<String> fixed;
  private final Map<Integer, Misfits.Cell> bad = new TreeMap<>();
  private List<RefusedRow> rows = new ArrayList<>();

  /**
   * @param identity names of the columns that tell rows apart
   * @param fixed names of columns without which reading cannot go on behind a row
   */
  Refusals(Table table, List<String> identity, Set<String> fixed) {
    this.table = table;
    this.identity = identity;
    this.fixed = fixed;
  }

  /** Begins a batch. */
  void begin() {
    bad.clear();
  }

  /** Takes note that the row at {@code row} of the batch that is being filled is refused. */
  void add(int row, Misfits.Cell cell) {
    bad.put(row, cell);
  }

  /**
   * The rows that are not refused.
   *
   * @throws TributaryException {@code VALUE_REFUSED} when reading cannot go on behind a row
   */
  Batch keep(Batch batch, Schema schema) {
    if (bad.isEmpty()) {
      return batch.withSchema(schema);
    }
    bad.forEach((row, cell) -> rows.add(refused(batch, row, cell)));
    return without(batch, schema);
  }

  /** The rows refused since this was last asked. */
  List<RefusedRow> take() {
    List<RefusedRow> taken = rows;
    rows = new ArrayList<>();
    return taken;
  }

  static TributaryException error(Table table, TableColumn column, ColumnReader.Misfit why) {
    return error(table.ref().stream(), column, why);
  }

  private static TributaryException error(
      String place, TableColumn column, ColumnReader.Misfit why) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "At " + place + ": " + reason(column, why),
        "Correct the value, or read a view that casts the column to text",
        why);
  }

  private static String reason(TableColumn column, ColumnReader.Misfit why) {
    return "in column '" + column.name() + "' (" + column.declared() + ") " + why.getMessage();
  }

  private RefusedRow refused(Batch batch, int row, Misfits.Cell cell) {
    TableColumn column = table.columns().get(cell.column());
    String place = table.ref().stream() + ", " + key(batch, row);
    if (fixed.contains(column.name())) {
      throw error(place, column, cell.why());
    }
    String raw = raw(batch, row, cell);
    return new RefusedRow(
        ErrorCode.VALUE_REFUSED,
        place,
        reason(column, cell.why()),
        raw.substring(0, Math.min(raw.length(), RAW_LETTERS_MAX)));
  }

  private String key(Batch batch, int row) {
    return identity.isEmpty()
        ? "a row without a key"
        : identity.stream()
            .map(name -> name + " = " + text(batch.column(name), row))
            .collect(Collectors.joining(", "));
  }

  private static String text(Column column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    String text = RowText.value(column, row);
    return text.substring(0, Math.min(text.length(), KEY_LETTERS_MAX));
  }

  /** The row as JSON; in place of the value that was refused stands its text, where it is known. */
  private static String raw(Batch batch, int row, Misfits.Cell cell) {
    List<Field> fields = new ArrayList<>(batch.schema().fields());
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column one = Column.of(column.type());
      one.appendFrom(column, row);
      columns.add(one);
    }
    Optional<String> known = cell.why().raw();
    if (known.isPresent()) {
      Column text = Column.of(Type.STRING);
      ((BytesColumn) text).append(known.get());
      fields.set(cell.column(), fields.get(cell.column()).withType(Type.STRING));
      columns.set(cell.column(), text);
    }
    return RowText.json(new Batch(Schema.of(fields), columns, 1), 0);
  }

  private Batch without(Batch batch, Schema schema) {
    List<Column> columns = new ArrayList<>();
    for (Column column : batch.columns()) {
      Column kept = Column.of(column.type());
      for (int row = 0; row < batch.rows(); row++) {
        if (!bad.containsKey(row)) {
          kept.appendFrom(column, row);
        }
      }
      columns.add(kept);
    }
    return new Batch(schema, columns, batch.rows() - bad.size());
  }
}
