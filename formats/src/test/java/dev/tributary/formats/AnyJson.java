// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Random documents with few names, so that fields meet, and with every kind of value. */
final class AnyJson {

  private static final String[] NAMES = {"a", "b", "c", "d", "\\u00e9", "", "e f"};
  private static final String[] SCALARS = {
    "0",
    "-1",
    "1.0",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775809",
    "99999999999999999999999999999999999999",
    "999999999999999999999999999999999999999",
    "0.1",
    "-2.5e-7",
    "1E400",
    "true",
    "false",
    "null",
    "null",
    "\"\"",
    "\"text\"",
    "\"Gr\\u00fcn \\ud83e\\udd86 \\\"\\\\\\n\\u0000\"",
    "\"2024-02-29\"",
    "\"2024-02-30\"",
    "\"2024-02-29T12:00:00.5+01:00\"",
    "\"2024-02-29T12:00\"",
    "\"123e4567-e89b-12d3-a456-426614174000\"",
  };

  private final Random random;

  AnyJson(Random random) {
    this.random = random;
  }

  String row() {
    return object(3);
  }

  private String object(int depth) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      fields.put(NAMES[random.nextInt(NAMES.length)], value(depth));
    }
    StringBuilder text = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "" : space() + ",")
                .append(space() + "\"" + name + "\"" + space() + ":" + space() + value));
    return text.append("}").toString();
  }

  private String value(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return SCALARS[random.nextInt(SCALARS.length)];
    }
    return random.nextBoolean() ? object(depth - 1) : array(depth - 1);
  }

  private String array(int depth) {
    StringBuilder text = new StringBuilder("[");
    String same = random.nextBoolean() ? value(depth) : null;
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(text.length() == 1 ? "" : ",").append(same == null ? value(depth) : same);
    }
    return text.append("]").toString();
  }

  private String space() {
    return random.nextInt(8) == 0 ? " " : "";
  }
}
