// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * How the rows of one stream are laid out in tables: the root table, and child tables for what is
 * nested. A table is named by what its name adds to the root's: {@code ""} for the root itself.
 * Made anew for each split; owned by one thread at a time.
 */
public interface Shape {

  /** What the root table's name adds to itself. */
  String ROOT = "";

  /** What no child table adds to the root's name: that table is for rows that were refused. */
  String QUARANTINE = "quarantine";

  /**
   * The tables that rows of {@code declared} make, root first, each with its schema. A row of a
   * schema that was not declared may make more.
   */
  Map<String, Schema> tables(Schema declared);

  /**
   * The batch's rows per table, root first, each table at most once; a child without rows may be
   * left out. Valid as long as {@code batch}, and until the next call.
   */
  List<Rows> of(Batch batch);

  /** Every row stays as it is, in the root table. */
  static Shape keep() {
    return Keep.SHAPE;
  }

  /**
   * Rows for the table whose name ends in {@code suffix}.
   *
   * @param roots for each row the row of the shaped batch that it is a part of; valid as long as
   *     {@code batch}
   */
  record Rows(String suffix, Batch batch, IntUnaryOperator roots) {

    /** Each row stands for the row of the same place. */
    public Rows(String suffix, Batch batch) {
      this(suffix, batch, IntUnaryOperator.identity());
    }
  }
}
