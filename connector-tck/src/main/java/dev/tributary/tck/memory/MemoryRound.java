// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/** The rows that were there when it was planned and not read yet, cut into splits. */
final class MemoryRound implements Round {

  private final List<Split> splits;
  private final boolean more;
  private final Cut cut;
  private final Runnable onClose;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MemoryRound(List<Split> splits, boolean more, Cut cut, Runnable onClose) {
    this.splits = List.copyOf(splits);
    this.more = more;
    this.cut = cut;
    this.onClose = onClose;
  }

  static MemoryRound plan(
      Position from,
      boolean full,
      long size,
      long rowsMax,
      int splitsMax,
      int schema,
      Cut cut,
      Runnable onClose) {
    Mark mark = Mark.of(from, full ? OptionalLong.of(size) : OptionalLong.empty());
    if (mark.to() > size) {
      throw Mark.unknown(from, "lies beyond the last of " + size + " rows");
    }
    List<Span> unread = mark.unread(size);
    List<Span> now = first(unread, rowsMax);
    List<Split> splits = new ArrayList<>();
    for (Span span : Span.cut(now, splitsMax)) {
      splits.add(split(splits.size(), span, rows(now), mark.end(), schema));
    }
    return new MemoryRound(splits, rows(now) < rows(unread), cut, onClose);
  }

  @Override
  public List<Split> splits() {
    return splits;
  }

  @Override
  public boolean more() {
    return more;
  }

  @Override
  public Cut cut() {
    return cut;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      onClose.run();
    }
  }

  private static Split split(int ordinal, Span span, long round, OptionalLong end, int schema) {
    Fields fields = span.fields().with("round", round).with("schema", (long) schema);
    return new Split(
        ordinal, end.isPresent() ? fields.with("end", end.getAsLong()) : fields, span.rows());
  }

  private static List<Span> first(List<Span> spans, long rowsMax) {
    List<Span> first = new ArrayList<>();
    long left = rowsMax;
    for (Span span : spans) {
      Span part = new Span(span.from(), span.from() + Math.min(left, span.rows()));
      if (!part.isEmpty()) {
        first.add(part);
        left -= part.rows();
      }
    }
    return first;
  }

  private static long rows(List<Span> spans) {
    return spans.stream().mapToLong(Span::rows).sum();
  }
}
