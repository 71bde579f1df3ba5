// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.check.CheckProvider;
import dev.tributary.config.Config;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check asks of the rows of a table. Immutable. */
sealed interface Rule permits Rule.OfRows, Rule.OfLoad {

  /** The check's name, where it has none of its own. */
  String label();

  /**
   * @throws IllegalArgumentException when such rows cannot be examined; the message says why
   */
  Examination examine(Subject subject);

  /** Asks something of each row. */
  sealed interface OfRows extends Rule permits Holds, Unique, References, Plugged {}

  /** Asks something of a load as a whole, which a replay of some rows cannot answer. */
  sealed interface OfLoad extends Rule permits RowCount, Fresh {}

  /**
   * @param share of the rows that must not fail, from 0 to 1
   */
  record Holds(Clause clause, BigDecimal share) implements OfRows {

    @Override
    public String label() {
      return clause.label();
    }

    @Override
    public Examination examine(Subject subject) {
      return new HoldsExamination(clause, share, subject);
    }
  }

  record Unique(List<String> columns) implements OfRows {

    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public String label() {
      return "unique " + String.join(", ", columns);
    }

    @Override
    public Examination examine(Subject subject) {
      subject.columns().keys(columns);
      return new UniqueExamination(columns, subject);
    }
  }

  record References(List<String> columns, String table, List<String> of) implements OfRows {

    public References {
      columns = List.copyOf(columns);
      of = List.copyOf(of);
    }

    @Override
    public String label() {
      return "references " + String.join(", ", columns) + " in " + table;
    }

    @Override
    public Examination examine(Subject subject) {
      return ReferencesExamination.of(this, subject);
    }
  }

  /** A check of somebody else's; {@code made} once its provider was found. */
  record Plugged(String type, Map<String, Object> settings, Optional<Made> made) implements OfRows {

    public Plugged {
      settings = Map.copyOf(settings);
    }

    record Made(CheckProvider provider, Config config) {}

    @Override
    public String label() {
      return type;
    }

    @Override
    public Examination examine(Subject subject) {
      return new PluggedExamination(type, made.orElseThrow(), subject);
    }
  }

  record RowCount(
      Optional<Long> min,
      Optional<Long> max,
      Optional<BigDecimal> minRatio,
      Optional<BigDecimal> maxRatio)
      implements OfLoad {

    @Override
    public String label() {
      return "rows";
    }

    @Override
    public Examination examine(Subject subject) {
      return new RowCountExamination(this, subject);
    }
  }

  /**
   * @param within how old the greatest value may be when the load begins
   * @param notOlder whether it must not be less than that of the load before
   */
  record Fresh(String column, Optional<Duration> within, boolean notOlder) implements OfLoad {

    @Override
    public String label() {
      return "fresh " + column;
    }

    @Override
    public Examination examine(Subject subject) {
      return new FreshExamination(this, subject);
    }
  }
}
