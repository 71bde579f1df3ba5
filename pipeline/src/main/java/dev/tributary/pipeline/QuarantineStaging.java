// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.load.Chain;
import dev.tributary.load.Staged;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Sink;
import java.util.List;

/**
 * The refused rows of one task, on their way to the quarantine table. Owned by one thread.
 *
 * <p>A row that could be read stands there as JSON beside its schema, so that it can be read again
 * exactly; a row that could not, as the source gave it, with an empty schema.
 */
final class QuarantineStaging implements AutoCloseable {

  static final String PIPELINE = "pipeline";
  static final String STREAM = "stream";
  static final String CODE = "code";
  static final String PLACE = "place";
  static final String REASON = "reason";
  static final String ROW = "row";
  static final String ROW_SCHEMA = "row_schema";

  /** The fields that stand there left out, hashed or masked, one in a line. */
  static final String PROTECTED = "protected";

  private static final List<String> COLUMNS =
      List.of(PIPELINE, STREAM, CODE, PLACE, REASON, ROW, ROW_SCHEMA, PROTECTED);

  static final Schema SCHEMA =
      Schema.of(COLUMNS.stream().map(name -> Field.optional(name, Type.STRING)).toList());

  private final Chain chain;
  private final String protections;
  private final TableStaging table;
  private final BatchBuilder rows = new BatchBuilder(SCHEMA);

  QuarantineStaging(Task task, Sink sink, Steps steps) {
    this.chain = task.chain();
    this.protections = String.join("\n", task.intake().declaration().protectedPaths());
    this.table = new TableStaging(task, TableNames.quarantine(task.anchor()), sink, steps);
  }

  void add(Refused refused) {
    append(chain.pipeline(), 0);
    append(chain.stream(), 1);
    append(refused.code().name(), 2);
    append(refused.place(), 3);
    append(refused.reason(), 4);
    append(refused.row(), 5);
    append(refused.schema(), 6);
    append(protections, 7);
    rows.endRow();
    if (rows.isFull()) {
      flush();
    }
  }

  List<Staged> finish() {
    flush();
    return table.finish();
  }

  @Override
  public void close() {
    table.close();
  }

  private void append(String text, int column) {
    ((BytesColumn) rows.column(column)).append(text);
  }

  private void flush() {
    if (!rows.isEmpty()) {
      table.write(rows.build(), 0);
      rows.reset();
    }
  }
}
