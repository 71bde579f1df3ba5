// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plain values as JSON text and back. The text is ASCII, whatever the values are, so that it
 * survives any column and any file. What is written can be read; reading is strict: one object,
 * names unique, no null, no fractions, no number beyond a long.
 */
public final class PlainJson {

  /** The longest text, in characters. */
  public static final int LENGTH_MAX = 64 << 20;

  /** How deep lists and objects may stand in each other. */
  public static final int DEPTH_MAX = 500;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(LENGTH_MAX)
                  .maxStringLength(LENGTH_MAX)
                  .maxNameLength(LENGTH_MAX)
                  .maxNumberLength(20)
                  .maxNestingDepth(DEPTH_MAX + 1)
                  .build())
          .build();

  private PlainJson() {}

  /**
   * @throws IllegalArgumentException when a name is no well-formed text
   * @throws TributaryException {@code LIMIT_REACHED} when the text would be longer than {@link
   *     #LENGTH_MAX} or deeper than {@link #DEPTH_MAX}
   */
  public static String write(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writeValue(json, fields, 1);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    if (text.getBuffer().length() > LENGTH_MAX) {
      throw tooBig("is longer than " + LENGTH_MAX + " characters");
    }
    return text.toString();
  }

  /**
   * @throws TributaryException {@code STATE_UNREADABLE} when the text is anything but what {@link
   *     #write} makes; its message does not repeat the text
   */
  public static Fields read(String text) {
    if (text.length() > LENGTH_MAX) {
      throw Forms.unreadable("it is longer than " + LENGTH_MAX + " characters");
    }
    try (JsonParser json = JSON.createParser(text)) {
      return read(json);
    } catch (IOException e) {
      throw new IllegalStateException("Reading from memory failed", e);
    }
  }

  private static Fields read(JsonParser json) throws IOException {
    try {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw Forms.unreadable("it does not begin with {");
      }
      Fields fields = readFields(json, 1);
      if (json.nextToken() != null) {
        throw Forms.unreadable("something follows its end");
      }
      return fields;
    } catch (JsonProcessingException e) {
      // Not chained: the parser's words repeat what they stumbled over, and that may be a secret.
      throw Forms.unreadable(
          "it is not whole or not JSON at character " + json.currentLocation().getCharOffset());
    }
  }

  private static void writeValue(JsonGenerator json, Object value, int depth) throws IOException {
    if (depth > DEPTH_MAX) {
      throw tooBig("is nested deeper than " + DEPTH_MAX);
    }
    if (value instanceof Fields fields) {
      json.writeStartObject();
      for (Map.Entry<String, Object> each : fields.asMap().entrySet()) {
        json.writeFieldName(whole(each.getKey()));
        writeValue(json, each.getValue(), depth + 1);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        writeValue(json, each, depth + 1);
      }
      json.writeEndArray();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString((String) value);
    }
  }

  /** The parser refuses halves of characters in names, though not in values. */
  private static String whole(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isHighSurrogate(name.charAt(i))
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(name.charAt(i))) {
        throw new IllegalArgumentException("A name holds half a character");
      }
    }
    return name;
  }

  private static Fields readFields(JsonParser json, int depth) throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      values.put(name, readValue(json, depth + 1));
    }
    return Fields.of(values);
  }

  private static List<Object> readList(JsonParser json, int depth) throws IOException {
    List<Object> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(readValue(json, depth + 1));
    }
    return values;
  }

  private static Object readValue(JsonParser json, int depth) throws IOException {
    JsonToken token = json.currentToken();
    if (depth > DEPTH_MAX) {
      throw Forms.unreadable("it is nested deeper than " + DEPTH_MAX);
    }
    if (token == null) {
      throw Forms.unreadable("it is not whole");
    }
    return switch (token) {
      case START_OBJECT -> readFields(json, depth);
      case START_ARRAY -> readList(json, depth);
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw Forms.unreadable("it holds a " + token);
    };
  }

  private static TributaryException tooBig(String how) {
    return new TributaryException(
        ErrorCode.LIMIT_REACHED,
        "A value to be saved " + how,
        "Make positions smaller, or split the load");
  }
}
