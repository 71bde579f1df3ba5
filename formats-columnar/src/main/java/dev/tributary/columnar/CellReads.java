// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.FloatColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Which cells of a file fit which type of the rows; a file may be older and narrower. */
final class CellReads {

  private final FieldPath path;
  private final Type type;
  private final PrimitiveType file;
  private final PrimitiveTypeName name;

  private CellReads(FieldPath path, Type type, PrimitiveType file) {
    this.path = path;
    this.type = type;
    this.file = file;
    this.name = file.getPrimitiveTypeName();
  }

  static CellRead of(FieldPath path, Type type, PrimitiveType file) {
    return new CellReads(path, type, file).cell();
  }

  private CellRead cell() {
    return switch (type.kind()) {
      case BOOLEAN ->
          given(
              name == PrimitiveTypeName.BOOLEAN,
              (from, to) -> ((BooleanColumn) to).append(from.getBoolean()));
      case INT -> ints(PlainTypes.isInteger(file) && name == PrimitiveTypeName.INT32);
      case DATE -> ints(PlainTypes.isDate(file));
      case LONG -> longs();
      case FLOAT ->
          given(
              name == PrimitiveTypeName.FLOAT,
              (from, to) -> ((FloatColumn) to).append(from.getFloat()));
      case DOUBLE -> doubles();
      case TIME, TIMESTAMP -> inUnit();
      case DECIMAL -> decimals((Type.Decimal) type);
      case STRING, JSON, BINARY ->
          given(
              name == PrimitiveTypeName.BINARY,
              (from, to) -> ((BytesColumn) to).append(from.getBinary().getBytesUnsafe()));
      case UUID ->
          given(
              name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY && file.getTypeLength() == 16,
              (from, to) -> appendUuid(from, (WideColumn) to));
      case STRUCT, LIST, MAP -> throw unfit();
    };
  }

  private CellRead given(boolean fits, CellRead cell) {
    if (!fits) {
      throw unfit();
    }
    return cell;
  }

  private CellRead ints(boolean fits) {
    return given(fits, (from, to) -> ((IntColumn) to).append(from.getInteger()));
  }

  private CellRead longs() {
    if (!PlainTypes.isInteger(file)) {
      throw unfit();
    }
    return name == PrimitiveTypeName.INT32
        ? (from, to) -> ((LongColumn) to).append(from.getInteger())
        : given(
            name == PrimitiveTypeName.INT64,
            (from, to) -> ((LongColumn) to).append(from.getLong()));
  }

  private CellRead doubles() {
    return name == PrimitiveTypeName.FLOAT
        ? (from, to) -> ((DoubleColumn) to).append(from.getFloat())
        : given(
            name == PrimitiveTypeName.DOUBLE,
            (from, to) -> ((DoubleColumn) to).append(from.getDouble()));
  }

  private CellRead inUnit() {
    TimeUnits units = TimeUnits.of(type, file).orElseThrow(this::unfit);
    boolean four = name == PrimitiveTypeName.INT32;
    return (from, to) -> {
      long count = four ? from.getInteger() : from.getLong();
      ((LongColumn) to).append(units.toRows(path, count));
    };
  }

  private CellRead decimals(Type.Decimal decimal) {
    if (!(file.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation has)
        || has.getScale() != decimal.scale()
        || has.getPrecision() > decimal.precision()) {
      throw unfit();
    }
    return (from, to) -> {
      if (name == PrimitiveTypeName.INT32) {
        appendDecimal(BigInteger.valueOf(from.getInteger()), to);
      } else if (name == PrimitiveTypeName.INT64) {
        appendDecimal(BigInteger.valueOf(from.getLong()), to);
      } else {
        appendDecimal(new BigInteger(from.getBinary().getBytesUnsafe()), to);
      }
    };
  }

  private static void appendDecimal(BigInteger unscaled, dev.tributary.batch.Column to) {
    if (to instanceof LongColumn longs) {
      longs.append(unscaled.longValueExact());
    } else {
      ((WideColumn) to).append(unscaled.shiftRight(Long.SIZE).longValue(), unscaled.longValue());
    }
  }

  private static void appendUuid(ColumnReader from, WideColumn to) {
    ByteBuffer bytes = from.getBinary().toByteBuffer();
    to.append(bytes.getLong(), bytes.getLong());
  }

  private RuntimeException unfit() {
    return Refusals.unreadable(path, type, file);
  }
}
