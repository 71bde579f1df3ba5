// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Tells numbers from what merely has the shape of a number: dates, times and decimals. */
final class PlainTypes {

  private PlainTypes() {}

  static boolean isInteger(PrimitiveType type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    return (name == PrimitiveTypeName.INT32 || name == PrimitiveTypeName.INT64)
        && (annotation == null
            || (annotation instanceof IntLogicalTypeAnnotation number
                && number.isSigned()
                && number.getBitWidth() >= Integer.SIZE));
  }

  static boolean isDate(PrimitiveType type) {
    return type.getLogicalTypeAnnotation() instanceof DateLogicalTypeAnnotation;
  }
}
