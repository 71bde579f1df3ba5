// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.jsonType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.mapType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.uuidType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.variantType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The Parquet types that a table format would choose, with field ids numbered in order from 1. */
final class FileTypes {

  private final boolean variants;
  private int lastId;

  private FileTypes(boolean variants) {
    this.variants = variants;
  }

  static MessageType of(Schema schema) {
    return new FileTypes(false).message(schema);
  }

  /** As {@link #of(Schema)}, with variants for JSON. */
  static MessageType withVariants(Schema schema) {
    return new FileTypes(true).message(schema);
  }

  static MessageType of(Field... fields) {
    return of(Schema.of(fields));
  }

  private MessageType message(Schema schema) {
    List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
    schema.fields().forEach(field -> fields.add(field(field)));
    return new MessageType("table", fields);
  }

  private org.apache.parquet.schema.Type field(Field field) {
    return type(field.name(), field.type(), repetition(field.required()));
  }

  private org.apache.parquet.schema.Type type(String name, Type type, Repetition repetition) {
    int id = ++lastId;
    return switch (type.kind()) {
      case STRUCT -> struct(name, (Type.Struct) type, repetition).withId(id);
      case LIST -> list(name, (Type.ListOf) type, repetition).withId(id);
      case MAP -> map(name, (Type.MapOf) type, repetition).withId(id);
      case JSON -> (variants ? variant(name, repetition) : leaf(name, type, repetition)).withId(id);
      default -> leaf(name, type, repetition).withId(id);
    };
  }

  private static org.apache.parquet.schema.Type variant(String name, Repetition repetition) {
    return Types.buildGroup(repetition)
        .as(variantType((byte) 1))
        .required(BINARY)
        .named("metadata")
        .required(BINARY)
        .named("value")
        .named(name);
  }

  private GroupType struct(String name, Type.Struct type, Repetition repetition) {
    List<org.apache.parquet.schema.Type> fields = new ArrayList<>();
    type.fields().forEach(field -> fields.add(field(field)));
    return new GroupType(repetition, name, fields);
  }

  private GroupType list(String name, Type.ListOf type, Repetition repetition) {
    org.apache.parquet.schema.Type element =
        type("element", type.element(), repetition(type.elementRequired()));
    return Types.buildGroup(repetition)
        .as(listType())
        .addField(new GroupType(Repetition.REPEATED, "list", element))
        .named(name);
  }

  private GroupType map(String name, Type.MapOf type, Repetition repetition) {
    org.apache.parquet.schema.Type key = type("key", type.key(), Repetition.REQUIRED);
    org.apache.parquet.schema.Type value =
        type("value", type.value(), repetition(type.valueRequired()));
    return Types.buildGroup(repetition)
        .as(mapType())
        .addField(new GroupType(Repetition.REPEATED, "key_value", key, value))
        .named(name);
  }

  private static org.apache.parquet.schema.Type leaf(
      String name, Type type, Repetition repetition) {
    return switch (type.kind()) {
      case BOOLEAN -> Types.primitive(BOOLEAN, repetition).named(name);
      case INT -> Types.primitive(INT32, repetition).named(name);
      case LONG -> Types.primitive(INT64, repetition).named(name);
      case FLOAT -> Types.primitive(FLOAT, repetition).named(name);
      case DOUBLE -> Types.primitive(DOUBLE, repetition).named(name);
      case DATE -> Types.primitive(INT32, repetition).as(dateType()).named(name);
      case TIME ->
          Types.primitive(INT64, repetition)
              .as(timeType(false, fileUnit(((Type.Time) type).unit())))
              .named(name);
      case TIMESTAMP -> timestamp(name, (Type.Timestamp) type, repetition);
      case STRING -> Types.primitive(BINARY, repetition).as(stringType()).named(name);
      case JSON -> Types.primitive(BINARY, repetition).as(jsonType()).named(name);
      case BINARY -> Types.primitive(BINARY, repetition).named(name);
      case UUID ->
          Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition).length(16).as(uuidType()).named(name);
      case DECIMAL -> decimal(name, (Type.Decimal) type, repetition);
      case STRUCT, LIST, MAP -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static org.apache.parquet.schema.Type timestamp(
      String name, Type.Timestamp type, Repetition repetition) {
    return Types.primitive(INT64, repetition)
        .as(timestampType(type.zoned(), fileUnit(type.unit())))
        .named(name);
  }

  private static org.apache.parquet.schema.Type decimal(
      String name, Type.Decimal type, Repetition repetition) {
    PrimitiveTypeName physical =
        type.precision() <= 9 ? INT32 : type.precision() <= 18 ? INT64 : FIXED_LEN_BYTE_ARRAY;
    return Types.primitive(physical, repetition)
        .length(BigInteger.TEN.pow(type.precision()).bitLength() / 8 + 1)
        .as(decimalType(type.scale(), type.precision()))
        .named(name);
  }

  /** Tables keep micros where rows come in millis. */
  private static TimeUnit fileUnit(Type.Unit unit) {
    return unit == Type.Unit.NANOS ? TimeUnit.NANOS : TimeUnit.MICROS;
  }

  private static Repetition repetition(boolean required) {
    return required ? Repetition.REQUIRED : Repetition.OPTIONAL;
  }
}
