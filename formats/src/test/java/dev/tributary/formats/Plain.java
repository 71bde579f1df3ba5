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

  private Plain() {}

  /** What a document says, by a parser and Java's own collections. */
  static Object read(String json) {
    try (JsonParser parser = Jackson.FACTORY.createParser(json)) {
      return of(read(parser, parser.nextToken()));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Whether values are of another kind in the columns, since an array holds unlike ones. */
  static boolean hasUnlikeElements(String json) {
    return Json.lines(json).schemas().stream()
        .anyMatch(schema -> schema.matches(".*list<(string|json|decimal|double|struct).*"));
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
