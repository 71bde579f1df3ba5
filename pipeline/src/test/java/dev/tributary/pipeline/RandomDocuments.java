// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Documents of untidy people, all from one seed. Few names, so that fields of other kinds meet;
 * names that differ little; absent fields, nulls and empty things; numbers of every kind. Each
 * document has another {@code key}.
 */
final class RandomDocuments {

  private static final List<String> NAMES =
      List.of("a", "b", "userId", "user_id", "User ID", "\\u00e9", "", "value", "list", "a__b");
  private static final List<String> SCALARS =
      List.of(
          "0",
          "-1",
          "7",
          "2.0",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775809",
          "99999999999999999999999999999999999999",
          "999999999999999999999999999999999999999",
          "0.1",
          "-2.5e-7",
          "-0.0",
          "1E400",
          "true",
          "false",
          "null",
          "null",
          "\"\"",
          "\"text\"",
          "\"7\"",
          "\"null\"",
          "\"Gr\\u00fcn \\ud83e\\udd86 \\\"\\\\\\n\\u0000\"",
          "\"2024-02-29\"");

  private final Random random;
  private final Map<String, List<String>> habits = new LinkedHashMap<>();
  private final int untidiness;

  RandomDocuments(Random random) {
    this.random = random;
    this.untidiness = 1 + random.nextInt(6);
  }

  List<String> rows(int count) {
    List<String> rows = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      rows.add(row(id));
    }
    return rows;
  }

  String row(int id) {
    Map<String, String> fields = fields("", 3);
    fields.put("key", Integer.toString(id));
    return object(fields);
  }

  private Map<String, String> fields(String path, int depth) {
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : names.subList(0, random.nextInt(5))) {
      fields.put(name, habitual(path + "/" + name, depth));
    }
    return fields;
  }

  /** Mostly, values of a place are alike. */
  private String habitual(String path, int depth) {
    List<String> habit = habits.computeIfAbsent(path, p -> List.of(kind(), kind()));
    String kind = random.nextInt(untidiness) == 0 ? habit.get(0) : habit.get(1);
    return switch (depth == 0 ? "scalar" : kind) {
      case "object" -> object(fields(path, depth - 1));
      case "array" -> array(path, depth - 1);
      default -> SCALARS.get(random.nextInt(SCALARS.size()));
    };
  }

  private String kind() {
    return List.of("scalar", "scalar", "object", "array").get(random.nextInt(4));
  }

  private String array(String path, int depth) {
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(random.nextInt(8) == 0 ? "null" : habitual(path + "/[]", depth));
    }
    return "[" + String.join(",", elements) + "]";
  }

  private static String object(Map<String, String> fields) {
    List<String> texts = new ArrayList<>();
    fields.forEach((name, value) -> texts.add("\"" + name + "\":" + value));
    return "{" + String.join(",", texts) + "}";
  }
}
