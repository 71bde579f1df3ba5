// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;

/**
 * Avro schemas as schemas of rows. Pure, thread-safe.
 *
 * <p>A record is a struct, an enum text, a fixed binary; logical types are what they are called,
 * where timestamps are points in time and local timestamps are not. A union may only add null,
 * which makes a field optional.
 */
public final class AvroSchemas {

  private static final int LENGTH_MAX = 16 << 20;
  private static final int DEPTH_MAX = 64;
  private static final int PARTS_MAX = 100_000;

  private final Set<String> open = new HashSet<>();
  private int parts;

  private AvroSchemas() {}

  /**
   * Reads what an {@code .avsc} file holds: one record.
   *
   * @throws TributaryException {@code SETTING_INVALID} when the text is no schema of a record;
   *     {@code TYPE_UNSUPPORTED} naming the field whose type there is none for here: unions of
   *     several types, records that contain themselves, decimals of more than 38 digits
   */
  public static Schema read(String text) {
    org.apache.avro.Schema schema = parsed(text);
    if (schema.getType() != org.apache.avro.Schema.Type.RECORD) {
      throw invalid("is of type " + schema.getType().getName() + ", not a record", null);
    }
    return Schema.of(new AvroSchemas().fields(List.of(), schema));
  }

  private static org.apache.avro.Schema parsed(String text) {
    if (text.length() > LENGTH_MAX) {
      throw invalid("is longer than " + LENGTH_MAX + " characters", null);
    }
    try {
      return new org.apache.avro.Schema.Parser().parse(text);
    } catch (AvroRuntimeException | StackOverflowError e) {
      throw invalid("cannot be read", e);
    }
  }

  private List<Field> fields(List<String> place, org.apache.avro.Schema schema) {
    if (!open.add(schema.getFullName())) {
      throw unsupported(place, "record '" + schema.getFullName() + "' contains itself");
    }
    List<Field> fields = new ArrayList<>();
    for (org.apache.avro.Schema.Field field : schema.getFields()) {
      List<String> path = child(place, field.name());
      if (field.schema().getType() != org.apache.avro.Schema.Type.NULL) {
        fields.add(
            new Field(field.name(), type(path, field.schema()), !field.schema().isNullable()));
      }
    }
    open.remove(schema.getFullName());
    return fields;
  }

  private Type type(List<String> place, org.apache.avro.Schema schema) {
    if (place.size() > DEPTH_MAX || ++parts > PARTS_MAX) {
      throw unsupported(place, "the schema is too deep or too large");
    }
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case RECORD -> new Type.Struct(fields(place, schema));
      case ARRAY -> list(place, schema.getElementType());
      case MAP -> map(place, schema.getValueType());
      case UNION -> union(place, schema.getTypes());
      case BYTES, FIXED, INT, LONG, STRING ->
          logical == null ? plain(place, schema) : logical(place, schema, logical);
      case BOOLEAN, FLOAT, DOUBLE, ENUM, NULL -> plain(place, schema);
    };
  }

  private Type list(List<String> place, org.apache.avro.Schema element) {
    return new Type.ListOf(type(child(place, FieldPath.ELEMENT), element), !element.isNullable());
  }

  private Type map(List<String> place, org.apache.avro.Schema value) {
    return new Type.MapOf(
        Type.STRING, type(child(place, FieldPath.VALUE), value), !value.isNullable());
  }

  private Type union(List<String> place, List<org.apache.avro.Schema> types) {
    List<org.apache.avro.Schema> present =
        types.stream().filter(type -> type.getType() != org.apache.avro.Schema.Type.NULL).toList();
    if (present.size() != 1) {
      throw unsupported(place, "a union of " + present.size() + " types besides null");
    }
    return type(place, present.get(0));
  }

  private static Type plain(List<String> place, org.apache.avro.Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> Type.BOOLEAN;
      case INT -> Type.INT;
      case LONG -> Type.LONG;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case STRING, ENUM -> Type.STRING;
      case BYTES, FIXED -> Type.BINARY;
      case NULL, RECORD, ARRAY, MAP, UNION ->
          throw unsupported(place, "type " + schema.getType().getName());
    };
  }

  private static Type logical(
      List<String> place, org.apache.avro.Schema schema, LogicalType logical) {
    return switch (logical.getName()) {
      case "decimal" -> decimal(place, (LogicalTypes.Decimal) logical);
      case "uuid" -> Type.UUID;
      case "date" -> Type.DATE;
      case "time-millis" -> Type.time(Unit.MILLIS);
      case "time-micros" -> Type.time(Unit.MICROS);
      case "timestamp-millis" -> Type.timestampZoned(Unit.MILLIS);
      case "timestamp-micros" -> Type.timestampZoned(Unit.MICROS);
      case "timestamp-nanos" -> Type.timestampZoned(Unit.NANOS);
      case "local-timestamp-millis" -> Type.timestamp(Unit.MILLIS);
      case "local-timestamp-micros" -> Type.timestamp(Unit.MICROS);
      case "local-timestamp-nanos" -> Type.timestamp(Unit.NANOS);
      default -> plain(place, schema);
    };
  }

  private static Type decimal(List<String> place, LogicalTypes.Decimal decimal) {
    if (decimal.getPrecision() > Type.Decimal.MAX_PRECISION) {
      throw unsupported(place, "a decimal of " + decimal.getPrecision() + " digits");
    }
    return Type.decimal(decimal.getPrecision(), decimal.getScale());
  }

  private static List<String> child(List<String> place, String name) {
    List<String> path = new ArrayList<>(place);
    path.add(name);
    return path;
  }

  private static TributaryException unsupported(List<String> place, String what) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "The Avro field '" + String.join(".", place) + "' has no type here: " + what,
        "Change the schema, or declare this column by its type");
  }

  private static TributaryException invalid(
      String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "The Avro schema " + what,
        "Give the schema of one record, as JSON",
        cause);
  }
}
