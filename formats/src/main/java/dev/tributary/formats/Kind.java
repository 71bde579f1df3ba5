// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.schema.Type;

/** What values can be; those of unlike kinds never share a column of a batch. */
enum Kind {
  NONE(Type.BOOLEAN),
  BOOLEAN(Type.BOOLEAN),
  LONG(Type.LONG),
  DOUBLE(Type.DOUBLE),
  /** Of as many digits as the longest number has. */
  DECIMAL(Type.decimal(Type.Decimal.MAX_PRECISION, 0)),
  STRING(Type.STRING),
  JSON(Type.JSON),
  DATE(Type.DATE),
  TIMESTAMP(Type.timestamp(Type.Unit.MICROS)),
  INSTANT(Type.timestampZoned(Type.Unit.MICROS)),
  UUID(Type.UUID),
  OBJECT(Type.struct()),
  ARRAY(Type.list(Type.struct()));

  private final Type type;

  Kind(Type type) {
    this.type = type;
  }

  /** The type of values of this kind; only a stand-in for decimals and nested values. */
  Type type() {
    return type;
  }
}
