// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a stream by hand, split after split and round after round, for tests. Thread-safe. */
public final class Reads {

  private static final int ROUNDS_MAX = 10_000;

  private final Source source;
  private final StreamRequest request;

  public Reads(Source source, StreamRequest request) {
    this.source = source;
    this.request = request;
  }

  /** Rows, and the position after them. */
  public record Result(List<Map<String, @Nullable Object>> rows, Position position) {}

  /** Reads round after round until none is left. */
  public Result from(Position from) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Position position = from;
    for (int i = 0; i < ROUNDS_MAX; i++) {
      try (Round round = source.plan(request, position)) {
        Result result = whole(round, position);
        rows.addAll(result.rows());
        position = result.position();
        if (!round.more()) {
          return new Result(rows, position);
        }
      }
    }
    throw new AssertionError("The stream has more than " + ROUNDS_MAX + " rounds");
  }

  /** Reads all splits of a round, which began at {@code from}. */
  public Result whole(Round round, Position from) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    Map<Split, Position> reached = new LinkedHashMap<>();
    for (Split split : round.splits()) {
      Result result = split(split, Position.START);
      rows.addAll(result.rows());
      reached.put(split, result.position());
    }
    return new Result(rows, source.join(request, from, reached));
  }

  /** Reads a split to its end. */
  public Result split(Split split, Position at) {
    return batches(split, at, Integer.MAX_VALUE);
  }

  /** Reads a split until so many batches were read, and closes it. */
  public Result batches(Split split, Position at, int batchesMax) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try (SplitReader reader = source.open(request, split, at)) {
      for (int i = 0; i < batchesMax; i++) {
        Batch batch = reader.next();
        if (batch == null) {
          break;
        }
        rows.addAll(batch.toMaps());
      }
      return new Result(rows, reader.position());
    }
  }
}
