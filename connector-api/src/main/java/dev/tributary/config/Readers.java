// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import dev.tributary.load.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of settings are read. A message never repeats what may be a secret. */
final class Readers {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]{0,2})");

  private Readers() {}

  static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException("must be text");
  }

  static Secret secret(Object value) {
    return value instanceof Secret secret ? secret : Secret.of(text(value));
  }

  static Long number(Object value, long min, long max) {
    long number = whole(value);
    if (number < min || number > max) {
      throw new IllegalArgumentException(
          "is " + number + ", must be between " + min + " and " + max);
    }
    return number;
  }

  static Boolean flag(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    return switch (text(value).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is '" + value + "', must be true or false");
    };
  }

  static Duration duration(Object value) {
    Matcher matcher = amount(value, "a duration such as 30s");
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default ->
          throw new IllegalArgumentException(
              "is '" + value + "', must be a duration with a unit: ms, s, m, h or d");
    };
  }

  static Long bytes(Object value) {
    Matcher matcher = amount(value, "a size such as 128MB");
    int shift =
        switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
          case "", "B" -> 0;
          case "KB" -> 10;
          case "MB" -> 20;
          case "GB" -> 30;
          default ->
              throw new IllegalArgumentException(
                  "is '" + value + "', must be a size in B, KB, MB or GB");
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }

  static <E extends Enum<E>> E choice(Object value, Class<E> of) {
    List<String> names = new ArrayList<>();
    for (E constant : of.getEnumConstants()) {
      names.add(Setting.kebab(constant));
      if (Setting.kebab(constant).equals(text(value))) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "is '" + value + "', must be one of " + String.join(", ", names));
  }

  static List<String> texts(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Readers::text).toList();
    }
    return List.of(text(value));
  }

  static Map<String, Secret> properties(Object value) {
    Object plain = value instanceof Fields fields ? fields.asMap() : value;
    if (!(plain instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("must be names with values");
    }
    Map<String, Secret> properties = new LinkedHashMap<>();
    map.forEach((name, each) -> properties.put(text(name), secret(each)));
    return properties;
  }

  private static long whole(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    try {
      return Long.parseLong(text(value));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is '" + value + "', must be a whole number", e);
    }
  }

  private static Matcher amount(Object value, String what) {
    Matcher matcher = AMOUNT.matcher(text(value));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("is '" + value + "', must be " + what);
    }
    return matcher;
  }
}
