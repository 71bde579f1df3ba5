// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.MapColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;

/**
 * Reads rows of a known schema back from the JSON that {@link dev.tributary.evolution.RowText}
 * makes of them: what was written is what comes back. Owned by one thread at a time.
 *
 * <p>Some things JSON text cannot keep: the quotes of a string that is a map's key of type JSON; a
 * null among the elements of a list, or the values of a map, of JSON is read as no value, though it
 * may have been the JSON {@code null}; and a map's equal keys become one.
 */
public final class RowDecoder {

  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private final BatchBuilder builder;
  private final Schema schema;
  private char[] document = new char[0];

  /** Decodes into the columns of {@code builder}. */
  public RowDecoder(BatchBuilder builder) {
    this.builder = builder;
    this.schema = builder.schema();
  }

  /**
   * Adds a row. After an exception the builder is as it was.
   *
   * @throws TributaryException {@code VALUE_REFUSED} when the text is no JSON object, has a field
   *     that the schema lacks, lacks one that it requires, or has a value of another type
   */
  public void add(String row) {
    int rows = builder.rows();
    try {
      document = row.toCharArray();
      decode();
      builder.endRow();
    } catch (TributaryException e) {
      forget(rows);
      throw e;
    } catch (JsonProcessingException e) {
      forget(rows);
      throw Refusal.because(LineFeed.reason(e));
    } catch (IOException e) {
      throw new IllegalStateException("Text in memory cannot be read", e);
    }
  }

  private void forget(int rows) {
    for (int i = 0; i < schema.size(); i++) {
      builder.column(i).truncate(rows);
    }
  }

  private void decode() throws IOException {
    try (JsonParser parser = Jackson.FACTORY.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refusal.because("The row is no object");
      }
      List<Column> columns =
          schema.fields().stream()
              .map(field -> builder.column(schema.indexOf(field.name())))
              .toList();
      fields(parser, schema, columns, builder.rows());
      if (parser.nextToken() != null) {
        throw Refusal.because("Something follows the row");
      }
    }
  }

  private void fields(JsonParser parser, Schema fields, List<Column> columns, int slot)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int index = fields.indexOf(name);
      if (index < 0) {
        throw Refusal.because("The schema has no field '" + name + "'");
      }
      if (columns.get(index).size() > slot) {
        throw Names.twice();
      }
      JsonToken token = parser.nextToken();
      Field field = fields.fields().get(index);
      if (token == JsonToken.VALUE_NULL && field.type().kind() != Type.Kind.JSON) {
        columns.get(index).appendNull();
      } else {
        value(parser, token, columns.get(index));
      }
    }
    for (int i = 0; i < fields.size(); i++) {
      Column column = columns.get(i);
      column.appendNullsUntil(slot + 1);
      if (fields.fields().get(i).required() && column.isNull(slot)) {
        throw Refusal.because("There is no value for '" + fields.fields().get(i).name() + "'");
      }
    }
  }

  private void value(JsonParser parser, JsonToken token, Column column) throws IOException {
    switch (column.type().kind()) {
      case STRUCT -> struct(parser, token, (StructColumn) column);
      case LIST -> list(parser, token, (ListColumn) column);
      case MAP -> map(parser, token, (MapColumn) column);
      case JSON -> column.append(source(parser));
      case BOOLEAN,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          STRING,
          BINARY,
          UUID ->
          scalar(parser, token, column);
    }
  }

  private void struct(JsonParser parser, JsonToken token, StructColumn column) throws IOException {
    expect(token == JsonToken.START_OBJECT, column);
    Schema fields = Schema.of(((Type.Struct) column.type()).fields());
    fields(parser, fields, column.children(), column.size());
    column.endStruct();
  }

  private void list(JsonParser parser, JsonToken token, ListColumn column) throws IOException {
    expect(token == JsonToken.START_ARRAY, column);
    boolean required = ((Type.ListOf) column.type()).elementRequired();
    for (JsonToken each = parser.nextToken();
        each != JsonToken.END_ARRAY;
        each = parser.nextToken()) {
      nullable(parser, each, column.elements(), required);
    }
    column.endList();
  }

  private void map(JsonParser parser, JsonToken token, MapColumn column) throws IOException {
    expect(token == JsonToken.START_OBJECT, column);
    boolean required = ((Type.MapOf) column.type()).valueRequired();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      key(key, column.keys());
      nullable(parser, parser.nextToken(), column.values(), required);
    }
    column.endMap();
  }

  /** A key is the canonical text of its value, which for nested ones is JSON again. */
  private void key(String text, Column keys) throws IOException {
    switch (keys.type().kind()) {
      case STRUCT, LIST, MAP -> {
        char[] outer = document;
        document = text.toCharArray();
        try (JsonParser parser = Jackson.FACTORY.createParser(document)) {
          value(parser, parser.nextToken(), keys);
        } finally {
          document = outer;
        }
      }
      case JSON,
          BOOLEAN,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          STRING,
          BINARY,
          UUID ->
          scalar(text, keys);
    }
  }

  private void nullable(JsonParser parser, JsonToken token, Column column, boolean required)
      throws IOException {
    boolean json = required && column.type().kind() == Type.Kind.JSON;
    if (token == JsonToken.VALUE_NULL && !json) {
      expect(!required, column);
      column.appendNull();
    } else {
      value(parser, token, column);
    }
  }

  private void scalar(JsonParser parser, JsonToken token, Column column) throws IOException {
    expect(fits(token, parser.getText(), column.type()), column);
    scalar(parser.getText(), column);
  }

  private static void scalar(String text, Column column) {
    try {
      column.append(ScalarText.value(column.type(), text));
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw Refusal.because("A value is no " + column.type());
    }
  }

  /** Whether a token can stand for a value of this type; JSON has no number that is none. */
  private static boolean fits(JsonToken token, String text, Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> token.isBoolean();
      case STRING, DATE, TIME, TIMESTAMP, BINARY, UUID -> token == JsonToken.VALUE_STRING;
      case INT, LONG, DECIMAL -> token.isNumeric();
      case FLOAT, DOUBLE -> token.isNumeric() || NO_NUMBERS.contains(text);
      case JSON, STRUCT, LIST, MAP -> false;
    };
  }

  /** The value's own characters. */
  private String source(JsonParser parser) throws IOException {
    int from = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    int to = (int) parser.currentLocation().getCharOffset();
    return new String(document, from, to - from);
  }

  private static void expect(boolean condition, Column column) {
    if (!condition) {
      throw Refusal.because("A value is no " + column.type());
    }
  }
}
