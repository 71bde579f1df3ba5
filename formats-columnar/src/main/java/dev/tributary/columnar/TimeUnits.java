// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/** In what fraction of a second rows and file count the same times. */
record TimeUnits(Unit rows, Unit file) {

  /** Empty when the file has no times, or timestamps where the rows have times of day. */
  static Optional<TimeUnits> of(Type type, PrimitiveType file) {
    LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
    if (type instanceof Type.Timestamp rows
        && annotation instanceof TimestampLogicalTypeAnnotation has) {
      return Optional.of(new TimeUnits(rows.unit(), Unit.valueOf(has.getUnit().name())));
    }
    if (type instanceof Type.Time rows && annotation instanceof TimeLogicalTypeAnnotation has) {
      return Optional.of(new TimeUnits(rows.unit(), Unit.valueOf(has.getUnit().name())));
    }
    return Optional.empty();
  }

  /** The rows' count in the unit of the file; what that would cut or overflow is refused. */
  long toFile(FieldPath path, long count) {
    return convert(path, count, rows, file);
  }

  /** The file's count in the unit of the rows; what that would cut or overflow is refused. */
  long toRows(FieldPath path, long count) {
    return convert(path, count, file, rows);
  }

  private static long convert(FieldPath path, long count, Unit has, Unit wants) {
    if (has.compareTo(wants) <= 0) {
      return finer(path, count, wants, wants.perSecond() / has.perSecond());
    }
    long factor = has.perSecond() / wants.perSecond();
    long whole = count / factor;
    if (whole * factor != count) {
      throw Refusals.tooFine(path, wants);
    }
    return whole;
  }

  private static long finer(FieldPath path, long count, Unit wants, long factor) {
    long product = count * factor;
    if (Math.multiplyHigh(count, factor) != product >> 63) {
      throw Refusals.outOfRange(path, "a count of " + wants);
    }
    return product;
  }
}
