// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source over streams in memory. Any number of sources share one stream, as sources of several
 * processes share a real system. Thread-safe.
 *
 * <pre>{@code
 * MemoryStream orders = MemorySource.stream("orders", schema).splits(3).batchRows(2);
 * orders.row(1L, "apples").row(2L, "pears");
 * Source source = MemorySource.of(orders);
 * }</pre>
 */
public final class MemorySource implements Source {

  private static final Map<String, List<MemoryStream>> PUBLISHED = new ConcurrentHashMap<>();

  private final List<MemoryStream> streams;
  private volatile boolean closed;

  private MemorySource(List<MemoryStream> streams) {
    this.streams = List.copyOf(streams);
  }

  public static MemorySource of(MemoryStream... streams) {
    return new MemorySource(List.of(streams));
  }

  /** Names streams, so that the sources of {@link MemorySourceProvider} find them in this JVM. */
  public static void publish(String name, MemoryStream... streams) {
    PUBLISHED.put(name, List.of(streams));
  }

  static MemorySource published(String name) {
    return new MemorySource(PUBLISHED.getOrDefault(name, List.of()));
  }

  /** A stream without rows, to be filled and handed to {@link #of}. */
  public static MemoryStream stream(String name, Schema schema) {
    return new MemoryStream(name, schema);
  }

  @Override
  public void check(StreamRequest stream) {
    find(stream);
  }

  @Override
  public List<StreamInfo> discover() {
    return streams.stream().map(MemoryStream::info).toList();
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return find(stream).info();
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return find(stream).plan(from, stream.cursor().isEmpty());
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    Span span = Span.of(split.fields());
    long from = at.isStart() ? span.from() : at.fields().number("next");
    return find(stream).open(new Span(from, span.to()), (int) split.fields().number("schema"));
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    MemoryStream found = find(stream);
    if (reached.isEmpty()) {
      return from;
    }
    List<Span> read = new ArrayList<>();
    reached.forEach((split, position) -> read.add(read(split, position)));
    check(found.cut(), reached.keySet(), read);
    OptionalLong end =
        reached.keySet().iterator().next().fields().optionalNumber("end").stream()
            .mapToLong(Long::longValue)
            .findFirst();
    return Mark.of(from, end).after(read).position();
  }

  @Override
  public void committed(StreamRequest stream, Position position) {
    find(stream).committed(position);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static Span read(Split split, Position reached) {
    long from = split.fields().number("from");
    return new Span(from, reached.isStart() ? from : reached.fields().number("next"));
  }

  /** Holds the caller to what the round vouched for. */
  private static void check(Round.Cut cut, Iterable<Split> splits, List<Span> read) {
    long round = 0;
    boolean whole = true;
    int i = 0;
    for (Split split : splits) {
      round = split.fields().number("round");
      whole &= read.get(i++).to() == split.fields().number("to");
    }
    boolean allowed =
        switch (cut) {
          case NONE -> read.stream().mapToLong(Span::rows).sum() == round;
          case SPLIT -> whole;
          case BATCH -> true;
        };
    if (!allowed) {
      throw new IllegalArgumentException(
          "A round with cut " + cut + " cannot be joined at " + read + " of " + round + " rows");
    }
  }

  private MemoryStream find(StreamRequest request) {
    if (closed) {
      throw new IllegalStateException("The source was closed");
    }
    MemoryStream found =
        streams.stream()
            .filter(stream -> stream.name().equals(request.stream()))
            .findFirst()
            .orElseThrow(() -> notFound(request.stream()));
    request.cursor().ifPresent(cursor -> checkCursor(found, cursor));
    return found;
  }

  private TributaryException notFound(String name) {
    return new TributaryException(
        ErrorCode.STREAM_NOT_FOUND,
        "There is no stream '" + name + "'",
        "Choose one of " + streams.stream().map(MemoryStream::name).toList());
  }

  private static void checkCursor(MemoryStream stream, String cursor) {
    List<String> known = stream.info().cursors();
    if (!known.contains(cursor)) {
      throw new TributaryException(
          ErrorCode.CURSOR_INVALID,
          "'" + cursor + "' is no cursor of stream '" + stream.name() + "'",
          "Choose one of " + known);
    }
  }
}
