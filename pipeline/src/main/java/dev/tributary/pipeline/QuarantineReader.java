// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BytesColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.evolution.Declared;
import dev.tributary.load.Chain;
import dev.tributary.load.Position;
import dev.tributary.sink.BatchReader;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.SplitReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings refused rows back: those with a schema from their JSON, those without by asking the source
 * to read their text again. Owned by one thread.
 */
final class QuarantineReader implements SplitReader {

  private final BatchReader rows;
  private final BiPredicate<Chain, String> wanted;
  private final Function<List<RefusedRow>, SplitReader> reread;
  private final Position end;
  private final SystemColumns system;
  private final Function<Set<String>, Declared> protection;
  private final Deque<Run> runs = new ArrayDeque<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private @Nullable SplitReader open;
  private @Nullable Declared missing;

  /**
   * @param wanted whether the rows of a chain's load are
   * @param protection what protects the fields beyond those that are protected already
   */
  QuarantineReader(
      BatchReader rows,
      BiPredicate<Chain, String> wanted,
      Function<List<RefusedRow>, SplitReader> reread,
      Position end,
      SystemColumns system,
      Function<Set<String>, Declared> protection) {
    this.rows = rows;
    this.wanted = wanted;
    this.reread = reread;
    this.end = end;
    this.system = system;
    this.protection = protection;
  }

  @Override
  public @Nullable Batch next() {
    while (true) {
      if (open != null) {
        Batch batch = open.next();
        refused.addAll(open.refused());
        if (batch != null) {
          return missing == null ? batch : missing.apply(batch).batch();
        }
        open.close();
        open = null;
      }
      if (runs.isEmpty() && !fetch()) {
        return null;
      }
      open = runs.isEmpty() ? null : read(runs.remove());
    }
  }

  @Override
  public List<RefusedRow> refused() {
    List<RefusedRow> drained = List.copyOf(refused);
    refused.clear();
    return drained;
  }

  @Override
  public Position position() {
    return end;
  }

  @Override
  public void close() {
    try (rows) {
      if (open != null) {
        open.close();
      }
    }
  }

  /** What was not protected when the row was refused is protected before anybody has it. */
  private SplitReader read(Run run) {
    missing = protection.apply(run.protectedPaths());
    return run.schema().isEmpty() ? reread.apply(run.rows()) : new JsonRowReader(run);
  }

  /** Takes the next rows of the table apart into runs of one schema. */
  private boolean fetch() {
    Batch batch = rows.next();
    if (batch == null) {
      return false;
    }
    for (int row = 0; row < batch.rows(); row++) {
      if (wanted.test(chain(batch, row), text(batch, system.loadId(), row))) {
        add(batch, row);
      }
    }
    return true;
  }

  /** Of a row that could not be read and may hold secrets no text was kept; it stays there. */
  private void add(Batch batch, int row) {
    String schema = text(batch, QuarantineStaging.ROW_SCHEMA, row);
    if (schema.isEmpty() && text(batch, QuarantineStaging.ROW, row).isEmpty()) {
      return;
    }
    Set<String> done = Set.of(text(batch, QuarantineStaging.PROTECTED, row).split("\n"));
    if (runs.isEmpty() || !runs.getLast().isLike(schema, done)) {
      runs.add(new Run(schema, done, new ArrayList<>()));
    }
    runs.getLast()
        .rows()
        .add(
            new RefusedRow(
                ErrorCode.valueOf(text(batch, QuarantineStaging.CODE, row)),
                text(batch, QuarantineStaging.PLACE, row),
                text(batch, QuarantineStaging.REASON, row),
                text(batch, QuarantineStaging.ROW, row)));
  }

  /** The chain whose load left the row there. */
  static Chain chain(Batch batch, int row) {
    return new Chain(
        text(batch, QuarantineStaging.PIPELINE, row), text(batch, QuarantineStaging.STREAM, row));
  }

  private static String text(Batch batch, String column, int row) {
    BytesColumn values = (BytesColumn) batch.column(column);
    return values.isNull(row) ? "" : values.text(row);
  }

  /** Rows of one schema, in the table's order; an empty schema is none. */
  record Run(String schema, Set<String> protectedPaths, List<RefusedRow> rows) {

    boolean isLike(String otherSchema, Set<String> otherPaths) {
      return schema.equals(otherSchema) && protectedPaths.equals(otherPaths);
    }
  }
}
