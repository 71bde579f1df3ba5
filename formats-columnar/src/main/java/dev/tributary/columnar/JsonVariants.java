// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.tributary.batch.BytesColumn;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns JSON texts into Parquet's binary form of variants. One pass over the text; of a name that
 * an object has twice, the last value stays. Owned by one thread.
 */
final class JsonVariants {

  static final int DEPTH_MAX = 500;

  private static final int KEEP_MAX = 1 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final FieldPath path;
  private final VariantNames names = new VariantNames();
  private final Bytes value = new Bytes();
  private final VariantParts parts = new VariantParts(value);

  JsonVariants(FieldPath path) {
    this.path = path;
  }

  /** Appends the variant of one text: its names, and its value. */
  void append(BytesColumn texts, int slot, BytesColumn metadata, BytesColumn values) {
    names.clear();
    value.clear(KEEP_MAX);
    try (JsonParser parser =
        JSON.createParser(texts.data(), texts.start(slot), texts.length(slot))) {
      value(parser, parser.nextToken());
      if (parser.nextToken() != null) {
        throw Refusals.notJson(path, "goes on after its value");
      }
    } catch (StreamConstraintsException e) {
      throw Refusals.notJson(
          path, "nests deeper than " + DEPTH_MAX + ", or has an enormous name or number");
    } catch (IOException e) {
      // Not as the cause, whose message may quote the value.
      throw Refusals.notJson(path, "is not JSON");
    }
    names.appendTo(metadata);
    values.append(value.data(), 0, value.size());
  }

  private void value(JsonParser parser, JsonToken token) throws IOException {
    if (token == null) {
      throw Refusals.notJson(path, "is empty");
    }
    switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(whole(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, token);
      case VALUE_TRUE -> value.putByte(VariantKinds.TRUE << 2);
      case VALUE_FALSE -> value.putByte(VariantKinds.FALSE << 2);
      case VALUE_NULL -> value.putByte(VariantKinds.NULL << 2);
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("Jackson gave " + token);
    }
  }

  private void object(JsonParser parser) throws IOException {
    int start = value.size();
    List<VariantParts.Member> members = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = whole(parser.currentName());
      int id = names.id(name);
      int from = value.size();
      value(parser, parser.nextToken());
      members.add(new VariantParts.Member(name, id, from, value.size()));
    }
    parts.endObject(start, members);
  }

  private void array(JsonParser parser) throws IOException {
    int start = value.size();
    List<Integer> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value.size());
      value(parser, token);
    }
    parts.endArray(start, elements);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= VariantKinds.SHORT_STRING_BYTES_MAX) {
      value.putByte(utf8.length << 2 | VariantKinds.SHORT_STRING);
    } else {
      value.putByte(VariantKinds.STRING << 2);
      value.putInt(utf8.length);
    }
    value.put(utf8, 0, utf8.length);
  }

  private void number(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      VariantNumbers.put(parser.getLongValue(), value);
    } else if (!VariantNumbers.put(decimal(parser), value)) {
      throw outOfRange();
    }
  }

  private BigDecimal decimal(JsonParser parser) throws IOException {
    try {
      return parser.getDecimalValue();
    } catch (NumberFormatException e) {
      throw outOfRange();
    }
  }

  private TributaryException outOfRange() {
    return Refusals.notJson(path, "has a number beyond the range of doubles");
  }

  /** Half a surrogate pair has no form in UTF-8; writing something else for it would lose it. */
  private String whole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isSurrogate(unit)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
          throw Refusals.notJson(path, "has half a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }
}
