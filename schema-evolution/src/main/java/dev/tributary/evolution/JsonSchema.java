// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (draft 2020-12) as schemas of rows. Pure, thread-safe.
 *
 * <p>An object is a struct, or a map where only {@code additionalProperties} describes it; an array
 * is a list; integers are longs, other numbers doubles; text in the formats date, date-time and
 * uuid is that. What may be null is optional, what {@code required} does not name is too. Several
 * types meet as they do in data ({@link TypeJoin}); what is not described at all is json. Limits on
 * values are not checked. References lead within the document, and never back into themselves.
 */
public final class JsonSchema {

  private static final int DEPTH_MAX = 64;
  private static final int PARTS_MAX = 100_000;

  private final JsonPointers pointers;
  private int parts;

  private JsonSchema(Map<?, ?> document) {
    this.pointers = new JsonPointers(document);
  }

  /**
   * The schema of rows that the document describes.
   *
   * @param document JSON as maps, lists, text, numbers, truth values and null
   * @throws TributaryException {@code TYPE_UNSUPPORTED} naming the place in the document that has
   *     no type here, refers elsewhere or into itself; {@code SETTING_INVALID} when it is no JSON
   *     Schema of an object
   */
  public static Schema read(Map<?, ?> document) {
    Part root = new JsonSchema(document).part("#", document, 0);
    if (root.type instanceof Type.Struct struct) {
      return Schema.of(struct.fields());
    }
    throw new TributaryException(
        ErrorCode.SETTING_INVALID,
        "The JSON Schema describes " + describe(root.type) + ", not an object with properties",
        "Describe one row: an object with properties");
  }

  private static String describe(@Nullable Type type) {
    return type == null ? "null" : TypeText.of(type);
  }

  /** What a value may be: a type, or none when it is always null; and whether it may be null. */
  private record Part(@Nullable Type type, boolean nullable) {}

  private Part part(String place, @Nullable Object node, int depth) {
    if (depth > DEPTH_MAX || ++parts > PARTS_MAX) {
      throw unsupported(place, "is too deep or too large");
    }
    if (Boolean.TRUE.equals(node)) {
      return new Part(Type.JSON, true);
    }
    if (!(node instanceof Map<?, ?> schema)) {
      throw unsupported(place, "is no schema that a value can have");
    }
    if (schema.get("$ref") instanceof String reference) {
      return pointers.follow(place, reference, target -> part(place + "/$ref", target, depth + 1));
    }
    for (String any : List.of("oneOf", "anyOf")) {
      if (schema.get(any) instanceof List<?> choices) {
        return joined(place + "/" + any, choices, depth);
      }
    }
    if (schema.get("allOf") instanceof List<?> all) {
      if (all.size() != 1) {
        throw unsupported(place + "/allOf", "has several parts");
      }
      return part(place + "/allOf/0", all.get(0), depth + 1);
    }
    return typed(place, schema, depth);
  }

  private Part joined(String place, List<?> choices, int depth) {
    List<Part> found = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      found.add(part(place + "/" + i, choices.get(i), depth + 1));
    }
    return join(found);
  }

  private static Part join(List<Part> parts) {
    Type type = null;
    boolean nullable = false;
    for (Part part : parts) {
      nullable |= part.nullable;
      if (part.type != null) {
        type = type == null ? part.type : TypeJoin.join(type, part.type);
      }
    }
    return new Part(type, nullable);
  }

  private Part typed(String place, Map<?, ?> schema, int depth) {
    Object type = schema.get("type");
    if (type instanceof Collection<?> several) {
      return join(several.stream().map(each -> named(place, each, schema, depth)).toList());
    }
    if (type != null) {
      return named(place, type, schema, depth);
    }
    if (schema.get("enum") instanceof List<?> values) {
      return join(values.stream().map(JsonSchema::value).toList());
    }
    if (schema.containsKey("const")) {
      return value(schema.get("const"));
    }
    return schema.containsKey("properties")
        ? named(place, "object", schema, depth)
        : new Part(Type.JSON, true);
  }

  private Part named(String place, @Nullable Object name, Map<?, ?> schema, int depth) {
    if (!(name instanceof String text)) {
      throw unsupported(place, "has a type that is no text");
    }
    return switch (text) {
      case "null" -> new Part(null, true);
      case "boolean" -> new Part(Type.BOOLEAN, false);
      case "integer" -> new Part(Type.LONG, false);
      case "number" -> new Part(Type.DOUBLE, false);
      case "string" -> new Part(text(schema), false);
      case "array" -> new Part(list(place, schema, depth), false);
      case "object" -> new Part(object(place, schema, depth), false);
      default -> throw unsupported(place, "has the unknown type '" + text + "'");
    };
  }

  private static Type text(Map<?, ?> schema) {
    if ("base64".equals(schema.get("contentEncoding"))) {
      return Type.BINARY;
    }
    return switch (String.valueOf(schema.get("format"))) {
      case "date" -> Type.DATE;
      case "date-time" -> Type.timestampZoned(Unit.MICROS);
      case "uuid" -> Type.UUID;
      default -> Type.STRING;
    };
  }

  private Type list(String place, Map<?, ?> schema, int depth) {
    if (schema.containsKey("prefixItems") || !schema.containsKey("items")) {
      return Type.JSON;
    }
    Part element = part(place + "/items", schema.get("items"), depth + 1);
    return element.type == null ? Type.JSON : new Type.ListOf(element.type, !element.nullable);
  }

  private Type object(String place, Map<?, ?> schema, int depth) {
    if (schema.get("properties") instanceof Map<?, ?> properties && !properties.isEmpty()) {
      return struct(place + "/properties", properties, schema.get("required"), depth);
    }
    if (schema.get("additionalProperties") instanceof Map<?, ?> values
        && !schema.containsKey("patternProperties")) {
      Part value = part(place + "/additionalProperties", values, depth + 1);
      return value.type == null
          ? Type.JSON
          : new Type.MapOf(Type.STRING, value.type, !value.nullable);
    }
    return Type.JSON;
  }

  private Type struct(String place, Map<?, ?> properties, @Nullable Object names, int depth) {
    Collection<?> required = names instanceof Collection<?> list ? list : List.of();
    List<Field> fields = new ArrayList<>();
    properties.forEach(
        (name, property) -> {
          if (!(name instanceof String text) || text.isEmpty()) {
            throw unsupported(place, "has a property without a name");
          }
          if (Boolean.FALSE.equals(property)) {
            return;
          }
          Part part = part(place + "/" + JsonPointers.escaped(text), property, depth + 1);
          Optional.ofNullable(part.type)
              .ifPresent(
                  type ->
                      fields.add(new Field(text, type, required.contains(text) && !part.nullable)));
        });
    return new Type.Struct(fields);
  }

  /** The type of a value that stands in the document. */
  private static Part value(@Nullable Object value) {
    if (value == null) {
      return new Part(null, true);
    }
    if (value instanceof String) {
      return new Part(Type.STRING, false);
    }
    if (value instanceof Boolean) {
      return new Part(Type.BOOLEAN, false);
    }
    boolean whole = value instanceof Long || value instanceof Integer;
    boolean number = value instanceof Double || value instanceof BigDecimal;
    if (whole || number) {
      return new Part(whole ? Type.LONG : Type.DOUBLE, false);
    }
    return new Part(value instanceof BigInteger ? Type.decimal(38, 0) : Type.JSON, false);
  }

  static TributaryException unsupported(String place, String what) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "The JSON Schema at '" + place + "' " + what,
        "Change the schema, or declare this column by its type");
  }
}
