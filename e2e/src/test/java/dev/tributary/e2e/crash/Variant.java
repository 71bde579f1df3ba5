// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.evolution.Shape;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.tck.memory.MemorySource;
import dev.tributary.tck.memory.MemoryStream;

/** The pipelines that are disturbed. Their rows follow from their numbers, so all reads agree. */
enum Variant {
  /** The first load of all makes several tables. */
  FIRST_LOAD(Disposition.APPEND, true, 0, 6),
  APPEND_TO_ONE_TABLE(Disposition.APPEND, false, 4, 10),
  APPEND_TO_SEVERAL_TABLES(Disposition.APPEND, true, 4, 10),
  REPLACE_ONE_TABLE(Disposition.REPLACE, false, 4, 9),
  REPLACE_SEVERAL_TABLES(Disposition.REPLACE, true, 4, 9),
  /** One load, without drift. */
  RACE(Disposition.APPEND, true, 2, 5);

  static final String STREAM = "orders";

  private static final Schema EARLY =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("amount", Type.INT),
          Field.optional("note", Type.STRING));

  /** The amount is no number any more, and there is a new column. */
  private static final Schema LATE =
      Schema.of(
          Field.required("id", Type.LONG),
          Field.optional("amount", Type.STRING),
          Field.optional("note", Type.STRING),
          Field.optional("city", Type.STRING));

  private static final int FIRST_LATE_ROW = 7;

  private final Disposition disposition;
  private final boolean several;
  private final int before;
  private final int after;

  Variant(Disposition disposition, boolean several, int before, int after) {
    this.disposition = disposition;
    this.several = several;
    this.before = before;
    this.after = after;
  }

  /** Rows that are loaded before anything is disturbed. */
  int before() {
    return before;
  }

  /** Rows there are when the disturbed run begins. */
  int after() {
    return after;
  }

  Disposition disposition() {
    return disposition;
  }

  Shape shape() {
    if (this == RACE) {
      return Items.all("items");
    }
    return several ? Items.some() : Shape.keep();
  }

  StreamSpec spec() {
    StreamSpec spec = StreamSpec.of(STREAM).withDisposition(disposition);
    return disposition == Disposition.APPEND ? spec.withCursor("id") : spec;
  }

  /** An appended stream drifts while it is read; a replaced one declares its schema. */
  MemoryStream stream(int rows) {
    MemoryStream stream = MemorySource.stream(STREAM, EARLY).splits(2).batchRows(2);
    if (disposition == Disposition.APPEND) {
      stream.unannounced();
    }
    add(stream, 0, rows);
    return stream;
  }

  void add(MemoryStream stream, int from, int to) {
    for (int id = from; id < to; id++) {
      if (disposition == Disposition.REPLACE || id < FIRST_LATE_ROW) {
        stream.row((long) id, id * 10, "note " + id);
      } else {
        if (id == FIRST_LATE_ROW) {
          stream.schema(LATE);
        }
        stream.row((long) id, "about " + id, "note " + id, "city " + id);
      }
    }
  }
}
