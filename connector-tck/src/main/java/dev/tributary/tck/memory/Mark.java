// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a position of a memory stream says: the rows before {@code to} were read, but for the gaps.
 *
 * @param end of a full read that is under way: where it stops; empty for a read by cursor
 */
record Mark(long to, List<Span> gaps, OptionalLong end) {

  Mark {
    gaps = List.copyOf(gaps);
  }

  /** Where a read from {@code position} goes on; one from the start stops at {@code end}. */
  static Mark of(Position position, OptionalLong end) {
    if (position.isStart()) {
      return new Mark(0, List.of(), end);
    }
    Fields fields = position.fields();
    Mark mark =
        new Mark(
            fields.number("read"),
            fields.list("gaps", Fields.class).stream().map(Span::of).toList(),
            fields.optionalNumber("end").map(OptionalLong::of).orElse(OptionalLong.empty()));
    if (end.isPresent() != mark.end.isPresent()) {
      throw unknown(position, "belongs to another way of reading the stream");
    }
    return mark;
  }

  static TributaryException unknown(Position position, String why) {
    return new TributaryException(
        ErrorCode.POSITION_UNKNOWN,
        "The position " + position + " " + why,
        "Reset the position to read from the start");
  }

  /** A full read ends where it began: the next one reads everything again. */
  Position position() {
    if (gaps.isEmpty() && end.isPresent() && to == end.getAsLong()) {
      return Position.START;
    }
    if (gaps.isEmpty() && end.isEmpty() && to == 0) {
      return Position.START;
    }
    Fields fields = Fields.empty().with("read", to);
    if (!gaps.isEmpty()) {
      fields = fields.with("gaps", gaps.stream().map(Span::fields).toList());
    }
    return new Position(end.isPresent() ? fields.with("end", end.getAsLong()) : fields);
  }

  /** What is not read yet of {@code size} rows. */
  List<Span> unread(long size) {
    List<Span> unread = new ArrayList<>(gaps);
    unread.add(new Span(to, end.orElse(size)));
    return unread.stream().filter(span -> !span.isEmpty()).toList();
  }

  /** The mark after {@code read} as well was read. */
  Mark after(List<Span> read) {
    long reached = read.stream().mapToLong(Span::to).reduce(to, Math::max);
    List<Span> open = new ArrayList<>(gaps);
    open.add(new Span(to, reached));
    for (Span span : read) {
      open = new ArrayList<>(open.stream().flatMap(gap -> gap.without(span)).toList());
    }
    open.removeIf(Span::isEmpty);
    open.sort(Comparator.comparingLong(Span::from));
    return new Mark(reached, open, end);
  }
}
