// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens the state store that settings describe. */
public final class StateStores {

  /** Where states are kept in files when nothing else is said. */
  public static final String DEFAULT_PATH = ".tributary";

  private static final Setting<Type> TYPE =
      Setting.choice("type", Type.class)
          .orElse(Type.FILE)
          .describedAs("Where the state is kept: in memory, in files or in a database.");
  private static final Setting<String> PATH =
      Setting.text("path")
          .describedAs("The directory of the files; .tributary beside the job when left out.");
  private static final Setting<String> URL =
      Setting.text("url").describedAs("The JDBC URL of PostgreSQL, MariaDB, SQLite or H2.");
  private static final Setting<String> USER =
      Setting.text("user").describedAs("The user of the database.");
  private static final Setting<Secret> PASSWORD =
      Setting.secret("password").describedAs("The user's password.");
  private static final Setting<String> TABLE =
      Setting.text("table")
          .describedAs("The table, tributary_state when left out; made when it is missing.");

  private static final Settings SETTINGS = Settings.of(TYPE, PATH, URL, USER, PASSWORD, TABLE);

  private StateStores() {}

  /** What {@link #open} needs. */
  public static Settings settings() {
    return SETTINGS;
  }

  /**
   * What is wrong with settings that were read, beside what {@link Settings#read} found: one that
   * is missing for the type, or means nothing to it.
   *
   * @param where names the place in messages, such as {@code state}
   */
  public static List<String> problems(String where, Config config) {
    List<String> problems = new ArrayList<>();
    Type type = config.get(TYPE);
    if (type == Type.JDBC && config.find(URL).isEmpty()) {
      problems.add(where + ".url is missing");
    }
    for (Setting<?> setting : List.of(PATH, URL, USER, PASSWORD, TABLE)) {
      if (config.find(setting).isPresent() && !type.settings().contains(setting)) {
        problems.add(where + "." + setting.name() + " means nothing to type " + type.word());
      }
    }
    return problems;
  }

  /**
   * Opens a store; neither connects nor blocks.
   *
   * @param base what a relative path is relative to
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID} when there are {@link
   *     #problems}
   */
  public static StateStore open(Config config, Path base) {
    List<String> problems = problems("state", config);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return switch (config.get(TYPE)) {
      case MEMORY -> new MemoryStateStore();
      case FILE -> new FileStateStore(base.resolve(config.find(PATH).orElse(DEFAULT_PATH)));
      case JDBC ->
          new JdbcStateStore(
              new UrlConnections(config.get(URL), config.find(USER), config.find(PASSWORD)),
              config.find(TABLE).orElse(JdbcStateStore.DEFAULT_TABLE));
    };
  }

  /**
   * Reads settings and opens the store they describe.
   *
   * @param base what a relative path is relative to
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}, naming every problem
   */
  public static StateStore open(Map<String, ?> values, Path base) {
    List<String> problems = new ArrayList<>();
    Config config = SETTINGS.read("state", values, problems);
    if (problems.isEmpty()) {
      return open(config, base);
    }
    problems.addAll(problems("state", config));
    throw Settings.invalid(problems);
  }

  private enum Type {
    MEMORY,
    FILE,
    JDBC;

    List<Setting<?>> settings() {
      return switch (this) {
        case MEMORY -> List.of();
        case FILE -> List.of(PATH);
        case JDBC -> List.of(URL, USER, PASSWORD, TABLE);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
