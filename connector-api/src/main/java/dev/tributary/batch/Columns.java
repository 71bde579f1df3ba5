// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import dev.tributary.schema.Type;

/** Which column keeps values of which type. */
final class Columns {

  private Columns() {}

  static Column create(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanColumn(type);
      case INT, DATE -> new IntColumn(type);
      case LONG, TIME, TIMESTAMP -> new LongColumn(type);
      case FLOAT -> new FloatColumn(type);
      case DOUBLE -> new DoubleColumn(type);
      case DECIMAL ->
          ((Type.Decimal) type).precision() <= Values.LONG_DIGITS
              ? new LongColumn(type)
              : new WideColumn(type);
      case UUID -> new WideColumn(type);
      case STRING, JSON, BINARY -> new BytesColumn(type);
      case STRUCT -> new StructColumn((Type.Struct) type);
      case LIST -> new ListColumn((Type.ListOf) type);
      case MAP -> new MapColumn((Type.MapOf) type);
    };
  }
}
