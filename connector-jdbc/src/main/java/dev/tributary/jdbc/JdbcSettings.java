// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the database is and how hard it may be read. Immutable; never prints a secret. */
record JdbcSettings(
    Secret url,
    Optional<String> user,
    Optional<Secret> password,
    Map<String, Secret> properties,
    Optional<String> schema,
    int fetchRows,
    long batchBytes,
    Optional<Integer> splits,
    long splitBytes,
    boolean postgresCopy,
    SnapshotMode snapshot,
    Duration snapshotNotice,
    int maxConnections,
    Optional<Duration> statementTimeout,
    Optional<Long> rowsPerSecond,
    Optional<Long> bytesPerSecond,
    int reconnects,
    TypeChoices types) {

  /** Whether all splits of a round see one state of the database. */
  enum SnapshotMode {
    SHARED,
    PER_SPLIT
  }

  private static final Setting<Secret> URL =
      Setting.secret("url")
          .required()
          .describedAs("JDBC URL of the database; never printed, as it may hold a password");
  private static final Setting<String> USER =
      Setting.text("user").describedAs("Name to log in with");
  private static final Setting<Secret> PASSWORD =
      Setting.secret("password").describedAs("Password to log in with");
  private static final Setting<Map<String, Secret>> PROPERTIES =
      Setting.properties("properties")
          .orElse(Map.of())
          .describedAs("Properties handed to the driver as they are");
  private static final Setting<String> SCHEMA =
      Setting.text("schema")
          .describedAs(
              "Schema of streams named without one, and the only one discovered; % stands for any"
                  + " text");
  private static final Setting<Long> FETCH_ROWS =
      Setting.number("fetch-rows", 1, 1_000_000)
          .orElse(10_000L)
          .describedAs("Most rows asked of the database at once; fewer where rows are wide");
  private static final Setting<Long> BATCH_BYTES =
      Setting.bytes("batch-bytes")
          .orElse(BatchBuilder.DEFAULT_BYTES)
          .describedAs("About how many bytes of rows one reader keeps in memory");
  private static final Setting<Long> SPLITS =
      Setting.number("splits", 1, 1024)
          .describedAs(
              "Into how many parts a table is cut that can be; left out: as many as its size says");
  private static final Setting<Long> SPLIT_BYTES =
      Setting.bytes("split-bytes")
          .orElse(64L << 20)
          .describedAs(
              "About how many bytes of a table one part holds, where 'splits' is left out");
  private static final Setting<SnapshotMode> SNAPSHOT =
      Setting.choice("snapshot", SnapshotMode.class)
          .orElse(SnapshotMode.SHARED)
          .describedAs(
              "Whether all parts of one read see one state of PostgreSQL, for which one connection"
                  + " holds a transaction open, or each its own");
  private static final Setting<Duration> SNAPSHOT_NOTICE =
      Setting.duration("snapshot-notice")
          .orElse(Duration.ofHours(1))
          .describedAs("After how long a notice says that a snapshot is still open");
  private static final Setting<Long> MAX_CONNECTIONS =
      Setting.number("max-connections", 1, 1000)
          .orElse(16L)
          .describedAs("Connections that one process opens at once, those of snapshots included");
  private static final Setting<Duration> STATEMENT_TIMEOUT =
      Setting.duration("statement-timeout")
          .describedAs("How long one statement may take, as the database measures it");
  private static final Setting<Long> ROWS_PER_SECOND =
      Setting.number("max-rows-per-second", 1, Long.MAX_VALUE)
          .describedAs("Most rows that one process reads in a second, over all connections");
  private static final Setting<Long> BYTES_PER_SECOND =
      Setting.bytes("max-bytes-per-second")
          .describedAs("Most bytes that one process reads in a second, over all connections");
  private static final Setting<Long> RECONNECTS =
      Setting.number("reconnects", 0, 20)
          .orElse(4L)
          .describedAs("How often a read whose connection was lost goes on over another one");

  private static final Setting<Boolean> POSTGRES_COPY =
      Setting.flag("postgres-copy")
          .orElse(true)
          .describedAs(
              "Read PostgreSQL by binary COPY; turn off for servers that only resemble it");

  private static final Setting<WideNumerics> WIDE_NUMERICS =
      Setting.choice("wide-numerics", WideNumerics.class)
          .orElse(WideNumerics.DECIMAL)
          .describedAs(
              "What exact numbers of more than 38 digits, or of any number of digits, become");
  private static final Setting<Long> WIDE_NUMERIC_SCALE =
      Setting.number("wide-numeric-scale", 0, 38)
          .orElse(18L)
          .describedAs("Digits after the point of a decimal whose column says none");
  private static final Setting<Long> MAX_VALUE_BYTES =
      Setting.bytes("max-value-bytes")
          .orElse(TypeChoices.STANDARD.maxValueBytes())
          .describedAs("The longest text or binary value that is read; longer ones are refused");
  private static final Setting<Unstorable> UNSTORABLE =
      Setting.choice("unstorable-values", Unstorable.class)
          .orElse(Unstorable.REFUSE)
          .describedAs(
              "Whether a value that its column cannot hold, such as an infinite date, refuses its"
                  + " row or is read as null");

  static final Settings SETTINGS =
      Settings.of(
          URL,
          USER,
          PASSWORD,
          PROPERTIES,
          SCHEMA,
          FETCH_ROWS,
          BATCH_BYTES,
          SPLITS,
          SPLIT_BYTES,
          POSTGRES_COPY,
          SNAPSHOT,
          SNAPSHOT_NOTICE,
          MAX_CONNECTIONS,
          STATEMENT_TIMEOUT,
          ROWS_PER_SECOND,
          BYTES_PER_SECOND,
          RECONNECTS,
          WIDE_NUMERICS,
          WIDE_NUMERIC_SCALE,
          MAX_VALUE_BYTES,
          UNSTORABLE);

  static JdbcSettings from(Config config) {
    return new JdbcSettings(
        config.get(URL),
        config.find(USER),
        config.find(PASSWORD),
        config.get(PROPERTIES),
        config.find(SCHEMA),
        config.get(FETCH_ROWS).intValue(),
        config.get(BATCH_BYTES),
        config.find(SPLITS).map(Long::intValue),
        config.get(SPLIT_BYTES),
        config.get(POSTGRES_COPY),
        config.get(SNAPSHOT),
        config.get(SNAPSHOT_NOTICE),
        config.get(MAX_CONNECTIONS).intValue(),
        config.find(STATEMENT_TIMEOUT),
        config.find(ROWS_PER_SECOND),
        config.find(BYTES_PER_SECOND),
        config.get(RECONNECTS).intValue(),
        types(config));
  }

  private static TypeChoices types(Config config) {
    return new TypeChoices(
        config.get(WIDE_NUMERICS),
        config.get(WIDE_NUMERIC_SCALE).intValue(),
        config.get(MAX_VALUE_BYTES),
        config.get(UNSTORABLE));
  }
}
