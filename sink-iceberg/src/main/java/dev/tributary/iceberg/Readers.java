// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The engines that must be able to read the tables. All of them read format 2 with position
 * deletes; {@code docs/iceberg.md} has where it is said which read format 3 with deletion vectors.
 * Immutable.
 */
record Readers(List<Engine> engines) {

  /** An engine, and whether it reads format 3. */
  enum Engine {
    ATHENA(false),
    BIGQUERY(true),
    DATABRICKS(true),
    DUCKDB(true),
    FLINK(true),
    REDSHIFT(true),
    SNOWFLAKE(true),
    SPARK(true),
    TRINO(true);

    private final boolean formatThree;

    Engine(boolean formatThree) {
      this.formatThree = formatThree;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Readers {
    engines = List.copyOf(engines);
  }

  /**
   * @param problems gets names that are no engine's
   */
  static Readers of(List<String> names, List<String> problems) {
    List<Engine> engines = new ArrayList<>();
    for (String name : names) {
      Optional<Engine> engine =
          Arrays.stream(Engine.values()).filter(each -> each.toString().equals(name)).findFirst();
      engine.ifPresent(engines::add);
      if (engine.isEmpty()) {
        problems.add(
            "sink.readers has '" + name + "'; use some of " + Arrays.toString(Engine.values()));
      }
    }
    return new Readers(engines);
  }

  /**
   * @param what has the format
   * @throws TributaryException {@code MODE_UNSUPPORTED} naming an engine that does not read it
   */
  void requireFormat(int version, String what) {
    for (Engine engine : engines) {
      if (version >= 3 && !engine.formatThree) {
        throw new TributaryException(
            ErrorCode.MODE_UNSUPPORTED,
            what + " has Iceberg format " + version + ", which '" + engine + "' does not read",
            "Use format-version 2 and a table of it, or take the engine out of 'readers'");
      }
    }
  }
}
