// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing a user can set: its kebab-case name, how its value is read, its default, and a sentence
 * that explains it. Immutable; the methods that refine return a new setting.
 *
 * @param <T> what a read value is
 */
public final class Setting<T> {

  private final String name;
  private final Kind kind;
  private final Function<Object, T> reader;
  private final List<String> choices;
  private final boolean required;
  private final @Nullable T fallback;
  private final String description;

  private Setting(
      String name,
      Kind kind,
      Function<Object, T> reader,
      List<String> choices,
      boolean required,
      @Nullable T fallback,
      String description) {
    this.name = name;
    this.kind = kind;
    this.reader = reader;
    this.choices = choices;
    this.required = required;
    this.fallback = fallback;
    this.description = description;
  }

  private static <T> Setting<T> of(String name, Kind kind, Function<Object, T> reader) {
    return new Setting<>(name, kind, reader, List.of(), false, null, "");
  }

  public static Setting<String> text(String name) {
    return of(name, Kind.TEXT, Readers::text);
  }

  public static Setting<Secret> secret(String name) {
    return of(name, Kind.SECRET, Readers::secret);
  }

  /** A whole number within bounds, both included. */
  public static Setting<Long> number(String name, long min, long max) {
    return of(name, Kind.NUMBER, value -> Readers.number(value, min, max));
  }

  public static Setting<Boolean> flag(String name) {
    return of(name, Kind.FLAG, Readers::flag);
  }

  /** A duration such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
  public static Setting<java.time.Duration> duration(String name) {
    return of(name, Kind.DURATION, Readers::duration);
  }

  /** A number of bytes such as {@code 512KB}, {@code 128MB}, {@code 2GB}, in powers of 1,024. */
  public static Setting<Long> bytes(String name) {
    return of(name, Kind.BYTES, Readers::bytes);
  }

  /** One of an enum's constants, written in kebab-case. */
  public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> of) {
    List<String> names = List.of(of.getEnumConstants()).stream().map(Setting::kebab).toList();
    return new Setting<>(
        name, Kind.TEXT, value -> Readers.choice(value, of), names, false, null, "");
  }

  public static Setting<List<String>> texts(String name) {
    return of(name, Kind.TEXTS, Readers::texts);
  }

  /** Names and values that are handed on, such as a driver's properties; values never print. */
  public static Setting<Map<String, Secret>> properties(String name) {
    return of(name, Kind.PROPERTIES, Readers::properties);
  }

  public Setting<T> required() {
    return new Setting<>(name, kind, reader, choices, true, fallback, description);
  }

  public Setting<T> orElse(T newFallback) {
    return new Setting<>(
        name, kind, reader, choices, false, Objects.requireNonNull(newFallback), description);
  }

  public Setting<T> describedAs(String sentence) {
    return new Setting<>(name, kind, reader, choices, required, fallback, sentence);
  }

  public String name() {
    return name;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isRequired() {
    return required;
  }

  public Optional<T> fallback() {
    return Optional.ofNullable(fallback);
  }

  public String description() {
    return description;
  }

  /** The values allowed; empty when any is. */
  public List<String> choices() {
    return choices;
  }

  /**
   * @throws IllegalArgumentException whose message says what is wrong with the value, not its name
   */
  T read(Object value) {
    return reader.apply(value);
  }

  static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a value looks like; becomes the type in a JSON Schema. */
  public enum Kind {
    TEXT,
    SECRET,
    NUMBER,
    FLAG,
    DURATION,
    BYTES,
    TEXTS,
    PROPERTIES
  }
}
