// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BatchBuilder;
import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
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
    int splits,
    boolean postgresCopy,
    TypeChoices types) {

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
      Setting.number("splits", 1, 64)
          .orElse(1L)
          .describedAs(
              "Connections over which a table with one whole-number primary key is read; other"
                  + " tables use one");

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
          POSTGRES_COPY,
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
        config.get(SPLITS).intValue(),
        config.get(POSTGRES_COPY),
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
