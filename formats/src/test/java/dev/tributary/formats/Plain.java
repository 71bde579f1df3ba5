// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Values by themselves, without the columns they travelled in: numbers by what they count, and
 * without what columns do not tell apart from nothing. Also reads documents in the plainest way, to
 * compare with.
 */
final class Plain {

  private static final Object UNLIKE = "unlike";

  private Plain() {}

  /** What a document says, by a parser and Java's own collections. */
  static Object read(String json) {
    try (JsonParser parser = Jackson.FACTORY.createParser(json)) {
      return of(read(parser, parser.nextToken()));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether an array somewhere holds unlike values, which become text or JSON in the columns. */
  static boolean hasUnlikeElements(String json) {
    try (JsonParser parser = Jackson.FACTORY.createParser(json)) {
      return isUnlike(kind(read(parser, parser.nextToken())));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean isUnlike(Object kind) {
    return kind instanceof Map<?, ?> map
        ? map.values().stream().anyMatch(Plain::isUnlike)
        : kind instanceof List<?> list ? isUnlike(list.get(0)) : kind == UNLIKE;
  }

  /** A class for a scalar, a map of kinds, a list of the one kind of its elements; null: none. */
  private static Object kind(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> kinds = new LinkedHashMap<>();
      map.forEach((name, each) -> kinds.put(name, kind(each)));
      kinds.values().removeIf(Objects::isNull);
      return kinds.isEmpty() ? null : kinds;
    }
    if (value instanceof List<?> list) {
      Object joined = null;
      for (Object each : list) {
        joined = join(joined, kind(each));
      }
      return joined == null ? null : List.of(joined);
    }
    return value == null ? null : value.getClass();
  }

  private static Object join(Object a, Object b) {
    if (a == null || b == null || a.equals(b)) {
      return a == null ? b : a;
    }
    if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
      Map<Object, Object> kinds = new LinkedHashMap<>(one);
      other.forEach((name, kind) -> kinds.merge(name, kind, Plain::join));
      return kinds;
    }
    if (a instanceof List<?> one && b instanceof List<?> other) {
      return List.of(join(one.get(0), other.get(0)));
    }
    return UNLIKE;
  }

  /** The value with null for whatever holds nothing. */
  static Object of(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach((name, each) -> plain.put(name.equals("") ? "unnamed" : (String) name, of(each)));
      plain.values().removeIf(Objects::isNull);
      return plain.isEmpty() ? null : plain;
    }
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(each -> plain.add(of(each)));
      return plain.stream().allMatch(Objects::isNull) ? null : plain;
    }
    if (value instanceof Number) {
      return new BigDecimal(value.toString()).stripTrailingZeros();
    }
    return value;
  }

  private static Object read(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          map.put(name, read(parser, parser.nextToken()));
        }
        return map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (JsonToken each = parser.nextToken();
            each != JsonToken.END_ARRAY;
            each = parser.nextToken()) {
          list.add(read(parser, each));
        }
        return list;
      }
      case VALUE_NULL -> {
        return null;
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return token == JsonToken.VALUE_TRUE;
      }
      case VALUE_STRING -> {
        return parser.getText();
      }
      default -> {
        return number(parser.getText());
      }
    }
  }

  private static Object number(String text) {
    BigDecimal number = new BigDecimal(text);
    boolean whole = text.matches("-?[0-9]+");
    if (whole) {
      return number.precision() > 38 ? text : number;
    }
    double nearest = Double.parseDouble(text);
    return Double.isInfinite(nearest) ? text : nearest;
  }
}
