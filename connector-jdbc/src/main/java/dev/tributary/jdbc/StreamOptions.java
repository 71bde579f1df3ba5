// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Optional;

/** What a job says of one stream. Immutable. */
record StreamOptions(
    List<String> columns,
    Optional<String> where,
    Optional<String> query,
    CursorNulls cursorNulls,
    boolean descending,
    Optional<String> initial,
    Optional<String> until,
    Optional<String> lag,
    Optional<String> lookback,
    boolean lateCommits) {

  /** What becomes of rows whose cursor is null. */
  enum CursorNulls {
    INCLUDE,
    EXCLUDE,
    FAIL
  }

  /** Where later rows stand. */
  enum CursorOrder {
    ASCENDING,
    DESCENDING
  }

  private static final Setting<List<String>> COLUMNS =
      Setting.texts("select")
          .orElse(List.of())
          .describedAs("The columns to read, in this order; left out: all");
  private static final Setting<String> WHERE =
      Setting.text("where")
          .describedAs("A condition in the database's own SQL that rows must meet; taken as it is");
  private static final Setting<String> QUERY =
      Setting.text("query")
          .describedAs(
              "A SELECT in the database's own SQL whose rows are the stream; taken as it is");
  private static final Setting<CursorNulls> CURSOR_NULLS =
      Setting.choice("cursor-nulls", CursorNulls.class)
          .orElse(CursorNulls.FAIL)
          .describedAs("What becomes of rows whose cursor is null");
  private static final Setting<CursorOrder> CURSOR_ORDER =
      Setting.choice("cursor-order", CursorOrder.class)
          .orElse(CursorOrder.ASCENDING)
          .describedAs("Whether later rows have greater or lesser values of the cursor");
  private static final Setting<String> INITIAL =
      Setting.text("cursor-initial")
          .describedAs("The least value of the cursor that is ever read, itself included");
  private static final Setting<String> UNTIL =
      Setting.text("cursor-until")
          .describedAs("The value of the cursor at which reading ends, itself left out");
  private static final Setting<String> LAG =
      Setting.text("cursor-lag")
          .describedAs(
              "How far reading stays behind: a duration before now for times, such as 5m, or a"
                  + " number before the greatest value");
  private static final Setting<String> LOOKBACK =
      Setting.text("cursor-lookback")
          .describedAs(
              "How far before the last value each run begins again: a duration such as 5m, or a"
                  + " number; its rows come again, so merge them by key");
  private static final Setting<Boolean> LATE_COMMITS =
      Setting.flag("late-commits")
          .orElse(true)
          .describedAs(
              "Find rows of PostgreSQL that were committed after rows with later cursor values");

  static final Settings SETTINGS =
      Settings.of(
          COLUMNS,
          WHERE,
          QUERY,
          CURSOR_NULLS,
          CURSOR_ORDER,
          INITIAL,
          UNTIL,
          LAG,
          LOOKBACK,
          LATE_COMMITS);

  static StreamOptions of(StreamRequest stream) {
    Config config = stream.settings();
    Config known =
        config.equals(Config.none()) ? SETTINGS.read("stream", java.util.Map.of()) : config;
    return new StreamOptions(
        known.get(COLUMNS),
        known.find(WHERE).map(sql -> OwnSql.checked("where", sql)),
        known.find(QUERY).map(sql -> OwnSql.checked("query", sql)),
        known.get(CURSOR_NULLS),
        known.get(CURSOR_ORDER) == CursorOrder.DESCENDING,
        known.find(INITIAL),
        known.find(UNTIL),
        known.find(LAG),
        known.find(LOOKBACK),
        known.get(LATE_COMMITS));
  }

  /** The same for one range of the cursor, open where nothing is given. */
  StreamOptions between(Optional<String> from, Optional<String> end) {
    return new StreamOptions(
        columns,
        where,
        query,
        cursorNulls == CursorNulls.INCLUDE ? CursorNulls.EXCLUDE : cursorNulls,
        descending,
        from.isPresent() ? from : initial,
        end.isPresent() ? end : until,
        lag,
        lookback,
        lateCommits);
  }
}
