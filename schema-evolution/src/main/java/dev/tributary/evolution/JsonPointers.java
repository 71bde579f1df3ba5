// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** References within one JSON document. Nothing is ever fetched. One thread. */
final class JsonPointers {

  private final Map<?, ?> document;
  private final Set<String> open = new HashSet<>();

  JsonPointers(Map<?, ?> document) {
    this.document = document;
  }

  /** What {@code read} makes of the place that a reference leads to. */
  <T> T follow(String place, String reference, Function<@Nullable Object, T> read) {
    if (!reference.equals("#") && !reference.startsWith("#/")) {
      throw JsonSchema.unsupported(
          place, "refers to '" + reference + "', which is not a place in this document");
    }
    if (!open.add(reference)) {
      throw JsonSchema.unsupported(place, "leads back into itself by '" + reference + "'");
    }
    T result = read.apply(target(place, reference));
    open.remove(reference);
    return result;
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private @Nullable Object target(String place, String reference) {
    Object node = document;
    for (String step : reference.split("/", -1)) {
      if (step.equals("#")) {
        continue;
      }
      node = child(node, unescaped(place, step));
      if (node == null) {
        throw JsonSchema.unsupported(place, "refers to '" + reference + "', which is not there");
      }
    }
    return node;
  }

  private static @Nullable Object child(@Nullable Object node, String name) {
    if (node instanceof Map<?, ?> map) {
      return map.get(name);
    }
    boolean index = node instanceof List<?> && name.matches("[0-9]{1,6}");
    return index && node instanceof List<?> list && Integer.parseInt(name) < list.size()
        ? list.get(Integer.parseInt(name))
        : null;
  }

  private static String unescaped(String place, String step) {
    try {
      String plain = URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.replace("~1", "/").replace("~0", "~");
    } catch (IllegalArgumentException e) {
      throw JsonSchema.unsupported(place, "refers to something that is no JSON pointer");
    }
  }
}
