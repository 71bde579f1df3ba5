// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.Fields;
import java.util.List;
import java.util.stream.Stream;

/** The rows from one number to before another. */
record Span(long from, long to) {

  boolean isEmpty() {
    return from >= to;
  }

  long rows() {
    return to - from;
  }

  Fields fields() {
    return Fields.empty().with("from", from).with("to", to);
  }

  static Span of(Fields fields) {
    return new Span(fields.number("from"), fields.number("to"));
  }

  /** What of this span is not in {@code other}. */
  Stream<Span> without(Span other) {
    if (other.to <= from || to <= other.from) {
      return Stream.of(this);
    }
    return Stream.of(new Span(from, other.from), new Span(other.to, to))
        .filter(span -> !span.isEmpty());
  }

  /** Cuts the rows of {@code spans} into at most {@code count} spans, or more where they gape. */
  static List<Span> cut(List<Span> spans, int count) {
    long all = spans.stream().mapToLong(Span::rows).sum();
    long each = Math.max(1, (all + count - 1) / count);
    return spans.stream().flatMap(span -> span.every(each)).toList();
  }

  private Stream<Span> every(long rows) {
    return Stream.iterate(from, next -> next < to, next -> next + rows)
        .map(next -> new Span(next, Math.min(to, next + rows)));
  }
}
