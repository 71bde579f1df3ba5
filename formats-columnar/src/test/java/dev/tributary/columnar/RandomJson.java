// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Random;

/** Any JSON document, decided by a seed; and documents by their values. */
final class RandomJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Random random;

  RandomJson(long seed) {
    this.random = new Random(seed);
  }

  String text() {
    return node(4).toString();
  }

  /** The document with every number as what it is worth, so that equal values are equal nodes. */
  static JsonNode value(String text) {
    try {
      return byWorth(
          MAPPER
              .reader()
              .with(
                  com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .readTree(text));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static JsonNode byWorth(JsonNode node) {
    if (node.isNumber()) {
      return NODES.numberNode(node.decimalValue().stripTrailingZeros());
    }
    if (node.isArray()) {
      ArrayNode copy = NODES.arrayNode();
      node.forEach(each -> copy.add(byWorth(each)));
      return copy;
    }
    if (node.isObject()) {
      ObjectNode copy = NODES.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        copy.set(field.getKey(), byWorth(field.getValue()));
      }
      return copy;
    }
    return node;
  }

  private JsonNode node(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.textNode(text(random.nextInt(random.nextInt(10) == 0 ? 300 : 12)));
      case 3 -> NODES.numberNode(random.nextLong() >> random.nextInt(64));
      case 4 -> number();
      case 5 -> array(depth);
      default -> object(depth);
    };
  }

  private JsonNode number() {
    return switch (random.nextInt(3)) {
      case 0 -> NODES.numberNode(new BigInteger(random.nextInt(126), random));
      case 1 ->
          NODES.numberNode(
              new BigDecimal(new BigInteger(random.nextInt(120), random), random.nextInt(36)));
      default -> NODES.numberNode(BigDecimal.valueOf(random.nextGaussian() * Math.pow(10, pow())));
    };
  }

  private int pow() {
    return random.nextInt(500) - 250;
  }

  private ArrayNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 5); i > 0; i--) {
      array.add(node(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 400 : 6); i > 0; i--) {
      object.set(text(1 + random.nextInt(4)), node(depth - 1));
    }
    return object;
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextInt(20) == 0 ? 0x1F30A : 'a' + random.nextInt(26));
    }
    return text.toString();
  }
}
