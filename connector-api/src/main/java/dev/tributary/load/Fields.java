// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Named plain values: text, whole numbers, truth values, lists and further fields, as in a JSON
 * object. What travels between processes or is kept between runs is made of them, so that plugins
 * need no JSON library and the runner can write any of it. Immutable; order is kept.
 *
 * <p>Whatever has no exact place here (decimals, dates, bytes) is written as text by its owner.
 */
public final class Fields {

  private static final Fields EMPTY = new Fields(Map.of());

  private final Map<String, Object> values;

  private Fields(Map<String, Object> values) {
    this.values = values;
  }

  public static Fields empty() {
    return EMPTY;
  }

  /**
   * @throws IllegalArgumentException when a value is none of String, Long, Integer, Boolean, List,
   *     Map, Fields
   */
  public static Fields of(Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, plain(value)));
    return new Fields(copy);
  }

  public static Fields of(String name, Object value) {
    return of(Map.of(name, value));
  }

  /** These fields with one more, or with another value for one. */
  public Fields with(String name, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>(values);
    copy.put(name, plain(value));
    return new Fields(copy);
  }

  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public String text(String name) {
    return required(name, String.class);
  }

  public Optional<String> optionalText(String name) {
    return optional(name, String.class);
  }

  public long number(String name) {
    return required(name, Long.class);
  }

  public Optional<Long> optionalNumber(String name) {
    return optional(name, Long.class);
  }

  public boolean flag(String name) {
    return optional(name, Boolean.class).orElse(false);
  }

  public Fields fields(String name) {
    return required(name, Fields.class);
  }

  public Optional<Fields> optionalFields(String name) {
    return optional(name, Fields.class);
  }

  /** The list called {@code name}, empty where absent, each element a {@code type}. */
  public <T> List<T> list(String name, Class<T> type) {
    List<T> elements = new ArrayList<>();
    for (Object element : optional(name, List.class).orElse(List.of())) {
      elements.add(checked(name, element, type));
    }
    return elements;
  }

  /** The values as they stand: String, Long, Boolean, unmodifiable List, Fields. */
  public Map<String, Object> asMap() {
    return java.util.Collections.unmodifiableMap(values);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Fields that && values.equals(that.values));
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private <T> T required(String name, Class<T> type) {
    return optional(name, type)
        .orElseThrow(() -> unreadable("'" + name + "' is missing in " + names()));
  }

  private <T> Optional<T> optional(String name, Class<T> type) {
    return Optional.ofNullable(values.get(name)).map(value -> checked(name, value, type));
  }

  private static <T> T checked(String name, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw unreadable(
          "'"
              + name
              + "' is a "
              + value.getClass().getSimpleName()
              + ", not "
              + type.getSimpleName());
    }
    return type.cast(value);
  }

  private static TributaryException unreadable(String what) {
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "A saved value cannot be understood: " + what,
        "Check that it was written by this version of Tributary or an earlier one");
  }

  private static Object plain(Object value) {
    if (value instanceof String || value instanceof Long || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof Fields) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, nested) -> copy.put((String) name, plain(nested)));
      return new Fields(copy);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Fields::plain).toList();
    }
    throw new IllegalArgumentException(value.getClass().getName() + " is no plain value");
  }
}
