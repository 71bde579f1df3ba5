// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Values by what they say: a column of json and a document are read, numbers count what they count,
 * and what holds nothing (null, an absent field, an empty object or list, a list of those) is null,
 * as JSON columns do not tell these apart.
 */
final class Pruned {

  private static final JsonFactory JSON = new JsonFactory();

  private Pruned() {}

  /** What a document says. */
  static @Nullable Object document(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return read(parser, parser.nextToken());
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  /** What a cell of a column of this type says. */
  static @Nullable Object cell(Type type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (type instanceof Type.Struct struct) {
      Map<String, Object> map = new TreeMap<>();
      for (Field field : struct.fields()) {
        put(map, field.name(), cell(field.type(), ((Map<?, ?>) value).get(field.name())));
      }
      return map.isEmpty() ? null : map;
    }
    if (type instanceof Type.ListOf list) {
      List<@Nullable Object> elements = new ArrayList<>();
      ((List<?>) value).forEach(each -> elements.add(cell(list.element(), each)));
      return orNull(elements);
    }
    if (type.equals(Type.JSON)) {
      return document((String) value);
    }
    return value instanceof Number ? number(value.toString()).orElseThrow() : value;
  }

  static @Nullable Object orNull(List<@Nullable Object> elements) {
    return elements.stream().allMatch(Objects::isNull) ? null : elements;
  }

  static void put(Map<String, Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  private static @Nullable Object read(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_STRING -> parser.getText();
      default -> number(parser.getText()).orElseThrow();
    };
  }

  private static @Nullable Object object(JsonParser parser) throws IOException {
    Map<String, Object> map = new TreeMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      put(map, name, read(parser, parser.nextToken()));
    }
    return map.isEmpty() ? null : map;
  }

  private static @Nullable Object array(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      list.add(read(parser, next));
    }
    return orNull(list);
  }

  /** Numbers with a fraction are the nearest double where they have one, as columns hold them. */
  static Optional<BigDecimal> number(String text) {
    try {
      boolean whole = text.matches("-?[0-9]+");
      double nearest = Double.parseDouble(text);
      BigDecimal number =
          whole || Double.isInfinite(nearest) ? new BigDecimal(text) : new BigDecimal(nearest);
      return Optional.of(number.stripTrailingZeros());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
