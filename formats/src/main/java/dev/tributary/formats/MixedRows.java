// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.StructColumn;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.RowText;
import dev.tributary.evolution.TypeJoin;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows in which one value holds unlike ones, as {@code [1, "a"]} does: each is read twice, first
 * for the type that holds them, then for the values. Those that follow each other and have equal
 * types share a batch.
 */
final class MixedRows {

  private static final int LONG_DIGITS = 19;

  private final JsonOptions options;
  private final Scalar scalar;
  private final JsonCopy copy;
  private BatchBuilder builder = new BatchBuilder(Schema.empty());
  private boolean wholeInDouble = true;
  private int fields;

  MixedRows(JsonOptions options) {
    this.options = options;
    this.scalar = new Scalar(options);
    this.copy = new JsonCopy(options);
  }

  int rows() {
    return builder.rows();
  }

  boolean isFull() {
    return builder.isFull();
  }

  Batch build() {
    return builder.build();
  }

  void reset() {
    builder.reset();
  }

  /**
   * Adds a row; false when it needs another batch.
   *
   * @throws TributaryException when the row must be refused
   */
  boolean add(byte[] row) throws IOException {
    try {
      wholeInDouble = true;
      return addAs(schema(row), row);
    } catch (ArithmeticException e) {
      // A long meets a double that cannot hold it: here such longs are decimals, which meet in
      // text.
      forgetRow();
      wholeInDouble = false;
      return addAs(schema(row), row);
    } catch (TributaryException e) {
      forgetRow();
      throw e;
    }
  }

  private boolean addAs(Schema schema, byte[] row) throws IOException {
    if (!fit(schema)) {
      return false;
    }
    append(row, schema);
    return true;
  }

  private void forgetRow() {
    for (int i = 0; i < builder.schema().size(); i++) {
      builder.column(i).truncate(builder.rows());
    }
  }

  /** Whether the batch has these fields, or can have them as it has no row. */
  private boolean fit(Schema schema) {
    boolean fits =
        schema.fields().stream()
            .allMatch(
                field -> builder.schema().field(field.name()).filter(field::equals).isPresent());
    if (!fits && builder.isEmpty()) {
      builder = new BatchBuilder(schema, options.batchRows(), options.batchBytes());
      return true;
    }
    return fits;
  }

  private Schema schema(byte[] row) throws IOException {
    fields = 0;
    try (JsonParser parser = Jackson.FACTORY.createParser(row)) {
      parser.nextToken();
      return object(parser, "", 0) instanceof Type.Struct known
          ? Schema.of(known.fields())
          : Schema.empty();
    }
  }

  /** A field without a type is null, whatever type it has in other rows of the batch. */
  private void append(byte[] row, Schema schema) throws IOException {
    try (JsonParser parser = Jackson.FACTORY.createParser(row)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        boolean typed = schema.indexOf(Names.shown(name)) >= 0;
        int index = typed ? builder.schema().indexOf(Names.shown(name)) : -1;
        append(parser, parser.nextToken(), index < 0 ? null : builder.column(index), 0);
      }
    }
    builder.endRow();
  }

  private @Nullable Type object(JsonParser parser, String path, int level) throws IOException {
    Map<String, @Nullable Type> types = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (++fields > options.fieldsMax()) {
        throw Refusal.because("A row has more than " + options.fieldsMax() + " fields");
      }
      if (types.containsKey(name)) {
        throw Names.twice();
      }
      if (!Names.rival(name).equals(name) && types.containsKey(Names.rival(name))) {
        throw Names.collision();
      }
      String at = path.isEmpty() ? Names.shown(name) : path + "." + Names.shown(name);
      types.put(name, type(parser, parser.nextToken(), at, options.isJson(at), level));
    }
    List<Field> typed = new ArrayList<>();
    types.forEach(
        (name, type) -> {
          if (type != null) {
            typed.add(Field.optional(Names.shown(name), type));
          }
        });
    return typed.isEmpty() ? null : new Type.Struct(typed);
  }

  private @Nullable Type type(
      JsonParser parser, JsonToken token, String path, boolean json, int level) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json || (token.isStructStart() && level >= options.jsonDepth())) {
      copy.copy(parser, level);
      return Type.JSON;
    }
    if (token.isScalarValue()) {
      scalar.read(parser, token);
      return scalar.kind() == Kind.LONG && !wholeInDouble && !Scalar.isExact(scalar.whole())
          ? Type.decimal(LONG_DIGITS, 0)
          : scalar.type();
    }
    if (level >= options.depthMax()) {
      throw Filler.tooDeep(options.depthMax());
    }
    return token == JsonToken.START_OBJECT
        ? object(parser, path, level + 1)
        : array(parser, path, level + 1);
  }

  private @Nullable Type array(JsonParser parser, String path, int level) throws IOException {
    Type joined = null;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      Type type = type(parser, token, path, false, level);
      joined = joined == null ? type : type == null ? joined : TypeJoin.join(joined, type);
    }
    return joined == null ? null : Type.list(joined);
  }

  /** Appends the value to a column that holds it; values without a type of their own are null. */
  private void append(JsonParser parser, JsonToken token, @Nullable Column column, int level)
      throws IOException {
    if (column == null || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      if (column != null) {
        column.appendNull();
      }
    } else if (column.type().kind() == Type.Kind.JSON) {
      copy.copy(parser, level);
      ((BytesColumn) column).append(copy.bytes(), 0, copy.length());
    } else if (token == JsonToken.START_OBJECT && column instanceof StructColumn structs) {
      members(parser, structs, level + 1);
    } else if (token == JsonToken.START_ARRAY && column instanceof ListColumn lists) {
      elements(parser, lists, level + 1);
    } else if (token.isStructStart()) {
      parser.skipChildren();
      column.appendNull();
    } else {
      scalar.read(parser, token);
      convert(column);
    }
  }

  private void members(JsonParser parser, StructColumn structs, int level) throws IOException {
    Schema schema = Schema.of(((Type.Struct) structs.type()).fields());
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      int index = schema.indexOf(Names.shown(name));
      append(parser, parser.nextToken(), index < 0 ? null : structs.child(index), level);
    }
    structs.endStruct();
  }

  private void elements(JsonParser parser, ListColumn lists, int level) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      append(parser, token, lists.elements(), level);
    }
    lists.endList();
  }

  /** Every way in which {@link TypeJoin} puts a scalar of JSON above another. */
  private void convert(Column column) {
    if (column.type().equals(scalar.type())) {
      Filler.append(scalar, column);
      return;
    }
    Column own = Column.of(scalar.type());
    Filler.append(scalar, own);
    switch (column.type().kind()) {
      case STRING -> ((BytesColumn) column).append(RowText.value(own, 0));
      case DOUBLE -> column.append((double) exact(scalar.whole()));
      case DECIMAL -> column.append(new BigDecimal(RowText.value(own, 0)));
      case TIMESTAMP -> ((LongColumn) column).append(scalar.whole() * Detections.MICROS_PER_DAY);
      default -> throw new IllegalStateException(scalar.type() + " in " + column.type());
    }
  }

  private static long exact(long value) {
    if (!Scalar.isExact(value)) {
      throw new ArithmeticException("A whole number is no double");
    }
    return value;
  }
}
