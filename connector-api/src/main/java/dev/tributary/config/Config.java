// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import dev.tributary.load.Fields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as a user made them, checked and typed. Never prints a secret. Immutable. */
public final class Config {

  private static final Config NONE = new Config(Settings.none(), Map.of());

  private final Settings settings;
  private final Map<String, Object> values;

  Config(Settings settings, Map<String, Object> values) {
    this.settings = settings;
    this.values = Map.copyOf(values);
  }

  public static Config none() {
    return NONE;
  }

  /**
   * The value, or the setting's default.
   *
   * @throws IllegalArgumentException when the setting is not among those read, or has neither
   */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + setting.name() + "' has no value and no default"));
  }

  /** The value or the default, if there is one. */
  public <T> Optional<T> find(Setting<T> setting) {
    if (!settings.all().contains(setting)) {
      throw new IllegalArgumentException("'" + setting.name() + "' is not among these settings");
    }
    @SuppressWarnings("unchecked") // read by this very setting
    T value = (T) values.get(setting.name());
    return Optional.ofNullable(value).or(setting::fallback);
  }

  /**
   * The values as plain ones, secrets in the clear, from which {@link Settings#read} makes an equal
   * config: for handing a job to another process. Keep it as safe as the secrets.
   */
  public Fields reveal() {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Setting<?> setting : settings.all()) {
      Object value = values.get(setting.name());
      if (value != null) {
        plain.put(setting.name(), plain(value));
      }
    }
    return Fields.of(plain);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Config that && values.equals(that.values));
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private static Object plain(Object value) {
    if (value instanceof Secret secret) {
      return secret.reveal();
    }
    if (value instanceof Duration duration) {
      return duration.toMillis() + "ms";
    }
    if (value instanceof Enum<?> constant) {
      return Setting.kebab(constant);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, each) -> copy.put((String) name, plain(each)));
      return copy;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Config::plain).toList();
    }
    return value;
  }
}
