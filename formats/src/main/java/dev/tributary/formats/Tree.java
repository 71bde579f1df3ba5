// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** What a batch has so far, as a tree of places that is kept from batch to batch. */
final class Tree {

  private static final int ROWS_BETWEEN_WEIGHINGS = 64;

  private final JsonOptions options;
  private final Members root = new Members(this, "");
  private Schema schema = Schema.empty();
  private long row;
  private long objects;
  private int fields;
  private boolean heavy;

  Tree(JsonOptions options) {
    this.options = options;
  }

  Members root() {
    return root;
  }

  int rows() {
    return root.slots().size();
  }

  /** The number of the row that is being read; never used twice. */
  long row() {
    return row;
  }

  void beginRow() {
    row++;
  }

  void endRow() {
    if (rows() % ROWS_BETWEEN_WEIGHINGS == 0) {
      heavy = root.bytes() >= options.batchBytes();
    }
  }

  /** Forgets all of the row that was begun. */
  void forgetRow(int rows) {
    root.truncate(rows);
  }

  boolean isFull() {
    return heavy || rows() >= options.batchRows();
  }

  /** The rows so far; they share the columns until {@link #reset()}. */
  Batch build() {
    int rows = rows();
    List<Column> columns = new ArrayList<>();
    List<Field> sealed = root.seal(rows, columns);
    if (!schema.fields().equals(sealed)) {
      schema = Schema.of(sealed);
    }
    return new Batch(schema, columns, rows);
  }

  void reset() {
    root.reset();
    heavy = false;
  }

  long nextObject() {
    return ++objects;
  }

  boolean isJson(String path) {
    return options.isJson(path);
  }

  void countField() {
    if (fields++ >= options.fieldsMax()) {
      Members largest = largest(root, root);
      throw new TributaryException(
          ErrorCode.SCHEMA_REFUSED,
          "The rows have more than "
              + options.fieldsMax()
              + " fields; most of them, "
              + largest.size()
              + ", are in "
              + (largest.path().isEmpty() ? "the row itself" : "'" + largest.path() + "'"),
          "Keep that object as JSON text, or raise the limit if its keys are truly fields");
    }
  }

  private static Members largest(Members at, Members soFar) {
    Members largest = at.size() > soFar.size() ? at : soFar;
    for (Node node : at.nodes()) {
      Node inner = node;
      while (inner.elements() != null) {
        inner = inner.elements().element();
      }
      Members below = inner.members();
      largest = below == null ? largest : largest(below, largest);
    }
    return largest;
  }
}
