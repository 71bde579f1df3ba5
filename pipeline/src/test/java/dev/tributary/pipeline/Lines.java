// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.LongColumn;
import dev.tributary.error.ErrorCode;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source of lines of text, each a whole number or refused; every read begins at the first. */
final class Lines implements Source {

  private final List<String> lines = new ArrayList<>();
  private boolean words;

  void add(String... more) {
    lines.addAll(List.of(more));
  }

  /** From now on a line that is no number counts its letters. */
  void understandWords() {
    words = true;
  }

  @Override
  public void check(StreamRequest stream) {}

  @Override
  public List<StreamInfo> discover() {
    return List.of(StreamInfo.named("lines"));
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return StreamInfo.named("lines");
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return Round.of(List.of(new Split(0, Fields.empty(), 0)), Round.Cut.NONE);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    return new Reader(lines);
  }

  @Override
  public SplitReader reread(StreamRequest stream, List<RefusedRow> rows) {
    return new Reader(rows.stream().map(RefusedRow::raw).toList());
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return new Position(Fields.of("lines", lines.size()));
  }

  @Override
  public void close() {}

  private final class Reader implements SplitReader {

    private final List<String> from;
    private final List<RefusedRow> refused = new ArrayList<>();
    private boolean done;

    private Reader(List<String> from) {
      this.from = List.copyOf(from);
    }

    @Override
    public @Nullable Batch next() {
      BatchBuilder rows = new BatchBuilder(Schema.of(Field.optional("number", Type.LONG)));
      for (int i = 0; i < from.size() && !done; i++) {
        read(i, rows);
      }
      done = true;
      return rows.isEmpty() ? null : rows.build();
    }

    private void read(int line, BatchBuilder rows) {
      String text = from.get(line);
      boolean number = text.chars().allMatch(Character::isDigit);
      if (number || words) {
        ((LongColumn) rows.column(0)).append(number ? Long.parseLong(text) : text.length());
        rows.endRow();
      } else {
        refused.add(
            new RefusedRow(ErrorCode.VALUE_REFUSED, "line " + (line + 1), "no number", text));
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
      return new Position(Fields.of("lines", lines.size()));
    }

    @Override
    public void close() {}
  }
}
