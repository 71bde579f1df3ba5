// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.util.Random;

/** Random documents whose fields are mostly of one kind each, as those of one system are. */
final class AnyRecords {

  private static final String[] TEXTS = {"", "text", "Grün 🦆", "2024-02-29", "2024-02-30T10:00Z"};

  private final Random random;

  AnyRecords(Random random) {
    this.random = random;
  }

  String row() {
    String spice = random.nextInt(20) == 0 ? ",\"new" + random.nextInt(3) + "\":[{}]" : "";
    return object("\"id\":" + random.nextInt(), true, spice);
  }

  static String number(Random random) {
    String digits = digits(1 + random.nextInt(random.nextBoolean() ? 6 : 22), random);
    String whole = (random.nextBoolean() ? "-" : "") + digits.replaceFirst("^0+(?=\\d)", "");
    return switch (random.nextInt(3)) {
      case 0 -> whole;
      case 1 -> whole + "." + digits(1 + random.nextInt(random.nextBoolean() ? 4 : 22), random);
      default -> whole + (random.nextBoolean() ? "e" : ".5E-") + random.nextInt(330);
    };
  }

  private static String digits(int count, Random random) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private String object(String first, boolean nests, String last) {
    StringBuilder text = new StringBuilder("{").append(first);
    maybe(text, "price", number(random));
    maybe(text, "a_rather_long_name", quoted());
    maybe(text, "größe", random.nextBoolean() ? "true" : "false");
    maybe(text, "at", "\"2024-02-29T12:00:0" + random.nextInt(10) + ".25Z\"");
    if (nests) {
      maybe(text, "user", object("\"x\":null", false, ""));
      maybe(text, "items", array());
    }
    return text.append(last).append('}').toString();
  }

  private void maybe(StringBuilder text, String name, String value) {
    if (random.nextInt(8) > 0) {
      text.append(random.nextInt(8) == 0 ? ", " : ",").append('"').append(name).append("\":");
      text.append(random.nextInt(8) == 0 ? " " : "")
          .append(random.nextInt(30) == 0 ? "null" : value);
    }
  }

  private String array() {
    StringBuilder text = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(text.length() == 1 ? "" : ",");
      text.append(random.nextInt(9) == 0 ? "null" : object("\"n\":" + i + ".5", false, ""));
    }
    return text.append(']').toString();
  }

  private String quoted() {
    return '"' + TEXTS[random.nextInt(TEXTS.length)] + '"';
  }
}
