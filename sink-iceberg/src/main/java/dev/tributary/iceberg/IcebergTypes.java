// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Types;

/**
 * Types and schemas to and from Iceberg's. From format 3 on, Iceberg also counts times in
 * nanoseconds and has variants, which hold JSON; before, JSON is text. What a table would give back
 * as another type counts as not stored, so that the runner chooses the nearest that is; files may
 * hold it all the same.
 */
final class IcebergTypes {

  private final int formatVersion;

  IcebergTypes(int formatVersion) {
    this.formatVersion = formatVersion;
  }

  /** Those of a table that is there already, whatever new ones get. */
  static IcebergTypes of(TableMetadata table) {
    return new IcebergTypes(table.formatVersion());
  }

  /** Whether a table of this format version has the type itself. */
  boolean stores(Type type) {
    return switch (type.kind()) {
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, DECIMAL, DATE, STRING, BINARY, UUID -> true;
      case JSON -> formatVersion >= 3;
      case TIME -> ((Type.Time) type).unit() == Unit.MICROS;
      case TIMESTAMP ->
          switch (((Type.Timestamp) type).unit()) {
            case MILLIS -> false;
            case MICROS -> true;
            case NANOS -> formatVersion >= 3;
          };
      case STRUCT -> {
        List<Field> fields = ((Type.Struct) type).fields();
        yield !fields.isEmpty() && fields.stream().allMatch(field -> stores(field.type()));
      }
      case LIST -> stores(((Type.ListOf) type).element());
      case MAP -> {
        Type.MapOf map = (Type.MapOf) type;
        yield stores(map.key()) && !holdsJson(map.key()) && stores(map.value());
      }
    };
  }

  /** Variants cannot be compared, so keys of maps have none. */
  private static boolean holdsJson(Type type) {
    return switch (type.kind()) {
      case JSON -> true;
      case STRUCT ->
          ((Type.Struct) type).fields().stream().anyMatch(field -> holdsJson(field.type()));
      case LIST -> holdsJson(((Type.ListOf) type).element());
      case MAP -> holdsJson(((Type.MapOf) type).key()) || holdsJson(((Type.MapOf) type).value());
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
          false;
    };
  }

  /** Whether Iceberg can let a column of the first type become the second. */
  static boolean widens(Type from, Type to) {
    return switch (from.kind()) {
      case INT -> to.kind() == Type.Kind.LONG;
      case FLOAT -> to.kind() == Type.Kind.DOUBLE;
      case DECIMAL ->
          to instanceof Type.Decimal wide
              && wide.scale() == ((Type.Decimal) from).scale()
              && wide.precision() > ((Type.Decimal) from).precision();
      case BOOLEAN,
          LONG,
          DOUBLE,
          DATE,
          TIME,
          TIMESTAMP,
          STRING,
          BINARY,
          UUID,
          JSON,
          STRUCT,
          LIST,
          MAP ->
          false;
    };
  }

  /**
   * Refuses the first field whose type is not stored.
   *
   * @throws TributaryException {@code TYPE_UNSUPPORTED}
   */
  void check(String table, String field, Type type) {
    if (!stores(type)) {
      throw new TributaryException(
          ErrorCode.TYPE_UNSUPPORTED,
          "Table '" + table + "' cannot store field '" + field + "' of type " + type,
          "Choose another type for the field"
              + (formatVersion < 3
                  ? ", or format-version 3 for the table if it counts nanoseconds or is json"
                  : ""));
    }
  }

  /** As {@link #check(String, String, Type)}, for the type that a change brings, if any. */
  void check(String table, SchemaChange change) {
    Optional<Type> brought =
        change.fold(
            add -> Optional.of(add.type()),
            widen -> Optional.of(widen.to()),
            relax -> Optional.<Type>empty());
    brought.ifPresent(type -> check(table, change.path().toString(), type));
  }

  org.apache.iceberg.Schema toIceberg(Schema schema) {
    int[] last = {0};
    return new org.apache.iceberg.Schema(fields(schema.fields(), () -> ++last[0]));
  }

  private List<Types.NestedField> fields(List<Field> fields, IntSupplier ids) {
    List<Types.NestedField> converted = new ArrayList<>();
    for (Field field : fields) {
      converted.add(
          Types.NestedField.builder()
              .withId(ids.getAsInt())
              .withName(field.name())
              .isOptional(!field.required())
              .ofType(toIceberg(field.type(), ids))
              .build());
    }
    return converted;
  }

  org.apache.iceberg.types.Type toIceberg(Type type, IntSupplier ids) {
    return switch (type.kind()) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case FLOAT -> Types.FloatType.get();
      case DOUBLE -> Types.DoubleType.get();
      case DECIMAL ->
          Types.DecimalType.of(((Type.Decimal) type).precision(), ((Type.Decimal) type).scale());
      case DATE -> Types.DateType.get();
      case TIME -> Types.TimeType.get();
      case TIMESTAMP -> timestamp((Type.Timestamp) type);
      case STRING -> Types.StringType.get();
      case JSON -> formatVersion >= 3 ? Types.VariantType.get() : Types.StringType.get();
      case BINARY -> Types.BinaryType.get();
      case UUID -> Types.UUIDType.get();
      case STRUCT -> Types.StructType.of(fields(((Type.Struct) type).fields(), ids));
      case LIST -> list((Type.ListOf) type, ids);
      case MAP -> map((Type.MapOf) type, ids);
    };
  }

  private static org.apache.iceberg.types.Type timestamp(Type.Timestamp type) {
    if (type.unit() == Unit.NANOS) {
      return type.zoned()
          ? Types.TimestampNanoType.withZone()
          : Types.TimestampNanoType.withoutZone();
    }
    return type.zoned() ? Types.TimestampType.withZone() : Types.TimestampType.withoutZone();
  }

  private org.apache.iceberg.types.Type list(Type.ListOf list, IntSupplier ids) {
    int id = ids.getAsInt();
    org.apache.iceberg.types.Type element = toIceberg(list.element(), ids);
    return list.elementRequired()
        ? Types.ListType.ofRequired(id, element)
        : Types.ListType.ofOptional(id, element);
  }

  private org.apache.iceberg.types.Type map(Type.MapOf map, IntSupplier ids) {
    int keyId = ids.getAsInt();
    int valueId = ids.getAsInt();
    org.apache.iceberg.types.Type key = toIceberg(map.key(), ids);
    org.apache.iceberg.types.Type value = toIceberg(map.value(), ids);
    return map.valueRequired()
        ? Types.MapType.ofRequired(keyId, valueId, key, value)
        : Types.MapType.ofOptional(keyId, valueId, key, value);
  }

  static Schema fromIceberg(org.apache.iceberg.Schema schema) {
    return Schema.of(fields(schema.columns()));
  }

  private static List<Field> fields(List<Types.NestedField> fields) {
    return fields.stream()
        .map(field -> new Field(field.name(), fromIceberg(field), field.isRequired()))
        .toList();
  }

  private static Type fromIceberg(Types.NestedField field) {
    return fromIceberg(field.name(), field.type());
  }

  private static Type fromIceberg(String name, org.apache.iceberg.types.Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> Type.BOOLEAN;
      case INTEGER -> Type.INT;
      case LONG -> Type.LONG;
      case FLOAT -> Type.FLOAT;
      case DOUBLE -> Type.DOUBLE;
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield Type.decimal(decimal.precision(), decimal.scale());
      }
      case DATE -> Type.DATE;
      case TIME -> Type.time(Unit.MICROS);
      case TIMESTAMP ->
          new Type.Timestamp(Unit.MICROS, ((Types.TimestampType) type).shouldAdjustToUTC());
      case TIMESTAMP_NANO ->
          new Type.Timestamp(Unit.NANOS, ((Types.TimestampNanoType) type).shouldAdjustToUTC());
      case STRING -> Type.STRING;
      case VARIANT -> Type.JSON;
      case BINARY, FIXED -> Type.BINARY;
      case UUID -> Type.UUID;
      case STRUCT -> new Type.Struct(fields(type.asStructType().fields()));
      case LIST -> {
        Types.ListType list = type.asListType();
        yield new Type.ListOf(fromIceberg(name, list.elementType()), list.isElementRequired());
      }
      case MAP -> {
        Types.MapType map = type.asMapType();
        yield new Type.MapOf(
            fromIceberg(name, map.keyType()),
            fromIceberg(name, map.valueType()),
            map.isValueRequired());
      }
      default ->
          throw new TributaryException(
              ErrorCode.TYPE_UNSUPPORTED,
              "Column '"
                  + name
                  + "' has the Iceberg type "
                  + type
                  + ", which Tributary cannot read",
              "Load into a table without such a column");
    };
  }
}
