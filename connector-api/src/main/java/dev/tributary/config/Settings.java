// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that something understands. All that is wrong with what a user wrote is reported
 * together: missing, misspelt, of the wrong form. Immutable.
 */
public final class Settings {

  private static final Settings NONE = new Settings(List.of());

  private final List<Setting<?>> all;

  private Settings(List<Setting<?>> all) {
    this.all = all;
  }

  public static Settings of(Setting<?>... settings) {
    return new Settings(List.of(settings));
  }

  public static Settings none() {
    return NONE;
  }

  public List<Setting<?>> all() {
    return all;
  }

  /**
   * Reads what a user wrote.
   *
   * @param values by setting name: text, numbers, truth values, lists, maps, {@link Secret}s
   * @param where names the place in messages, such as {@code source}
   * @throws TributaryException {@code SETTING_INVALID}, naming every problem
   */
  public Config read(String where, Map<String, ?> values) {
    List<String> problems = new ArrayList<>();
    Config config = read(where, values, problems);
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
    return config;
  }

  /**
   * Reads what it can and adds what is wrong to {@code problems}, for callers that collect more.
   */
  public Config read(String where, Map<String, ?> values, List<String> problems) {
    Map<String, Object> read = new LinkedHashMap<>();
    for (Setting<?> setting : all) {
      readOne(setting, where, values, read, problems);
    }
    for (String name : values.keySet()) {
      if (all.stream().noneMatch(setting -> setting.name().equals(name))) {
        problems.add(unknown(where, name));
      }
    }
    return new Config(this, read);
  }

  /** The error for what {@link #read(String, Map, List)} collected. */
  public static TributaryException invalid(List<String> problems) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        problems.size() == 1
            ? problems.get(0)
            : problems.size() + " settings are wrong:\n  " + String.join("\n  ", problems),
        "Correct " + (problems.size() == 1 ? "the setting" : "them") + " and run again");
  }

  private static void readOne(
      Setting<?> setting,
      String where,
      Map<String, ?> values,
      Map<String, Object> read,
      List<String> problems) {
    Object value = values.get(setting.name());
    if (value != null) {
      try {
        read.put(setting.name(), setting.read(value));
      } catch (IllegalArgumentException | ArithmeticException e) {
        problems.add(where + "." + setting.name() + " " + e.getMessage());
      }
    } else if (setting.isRequired()) {
      problems.add(where + "." + setting.name() + " is missing");
    }
  }

  private String unknown(String where, String name) {
    List<String> names = all.stream().<String>map(Setting::name).toList();
    return where
        + "."
        + name
        + " is not a setting"
        + Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse("");
  }
}
