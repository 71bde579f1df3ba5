// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.config.Config;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run would do with a source: plan a round, read its splits, join how far they came. */
record Reading(List<Map<String, Object>> rows, Position position) {

  static StreamRequest all(String stream) {
    return new StreamRequest(stream, Optional.empty(), List.of(), Config.none());
  }

  static StreamRequest by(String stream, String cursor) {
    return new StreamRequest(stream, Optional.of(cursor), List.of(), Config.none());
  }

  static Reading of(Source source, StreamRequest stream) {
    return of(source, stream, Position.START);
  }

  static Reading of(Source source, StreamRequest stream, Position from) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<Split, Position> reached = new HashMap<>();
    try (Round round = source.plan(stream, from)) {
      for (Split split : round.splits()) {
        reached.put(split, drain(source, stream, split, Position.START, rows));
      }
    }
    return new Reading(rows, source.join(stream, from, reached));
  }

  /** As much of a round as makes a load, when it may be cut after a batch. */
  static Reading cut(Source source, StreamRequest stream, Position from) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<Split, Position> reached = new HashMap<>();
    try (Round round = source.plan(stream, from)) {
      for (Split split : round.splits()) {
        if (round.cut() != Round.Cut.BATCH) {
          reached.put(split, drain(source, stream, split, Position.START, rows));
          continue;
        }
        try (SplitReader reader = source.open(stream, split, Position.START)) {
          Batch batch = reader.next();
          if (batch != null) {
            rows.addAll(batch.toMaps());
          }
          reached.put(split, reader.position());
        }
      }
    }
    return new Reading(rows, source.join(stream, from, reached));
  }

  static Position drain(
      Source source,
      StreamRequest stream,
      Split split,
      Position at,
      List<Map<String, Object>> rows) {
    try (SplitReader reader = source.open(stream, split, at)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(batch.toMaps());
        none(reader);
      }
      none(reader);
      return reader.position();
    }
  }

  /** Without a quarantine the first row that is refused is an error, as in a run. */
  private static void none(SplitReader reader) {
    for (RefusedRow row : reader.refused()) {
      throw new TributaryException(row.code(), row.place() + ": " + row.reason(), "Correct it");
    }
  }

  List<Object> column(String name) {
    List<Object> values = new ArrayList<>();
    rows.forEach(row -> values.add(row.get(name)));
    return values;
  }
}
