// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;

/** What this module refuses, in one voice. */
final class Refusals {

  private Refusals() {}

  static TributaryException nullInRequired(FieldPath field) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "Field '" + field + "' is required in the table but has nulls",
        "Make the table's field optional, or mend the rows in the source");
  }

  static TributaryException outOfRange(FieldPath field, Object target) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "Field '" + field + "' has a value outside the range of " + target,
        "Store the field in a wider type, or mend the value in the source");
  }

  static TributaryException tooFine(FieldPath field, Object target) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "Field '" + field + "' has a value with more digits of a second than " + target,
        "Store the field in a finer unit, or cut its values in the source");
  }

  static TributaryException tooLarge(long bytes) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "The values of one row take " + bytes + " bytes in one column of a Parquet file",
        "Leave the field out, or split the row in the source");
  }

  static TributaryException notJson(FieldPath field, String what) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        "Field '" + field + "' has a JSON text that " + what,
        "Mend the value in the source, or store the field as text");
  }

  static TributaryException unsupported(FieldPath field, Object type, Object target) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "Field '" + field + "' of type " + type + " cannot be stored as Parquet " + target,
        "Give the table's field a type that holds it");
  }

  static TributaryException notCanonical(FieldPath field, int values, int levels) {
    return new TributaryException(
        ErrorCode.CONTRACT_BROKEN,
        "Field '" + field + "' has " + values + " values where " + levels + " are present",
        "Report it to the author of the source: a null struct, list or map has values below it");
  }

  static TributaryException unwritable(String path, Exception cause) {
    return new TributaryException(
        ErrorCode.SINK_UNAVAILABLE,
        "The file " + path + " cannot be written: " + cause.getMessage(),
        "Check the storage and run again",
        cause);
  }

  static TributaryException unreadable(FieldPath field, Object type, Object stored) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "Field '" + field + "' of type " + type + " cannot be read from Parquet " + stored,
        "Read the field with the type that the table gives it");
  }

  static TributaryException missing(FieldPath field) {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "Field '" + field + "' is required but the file does not have it",
        "Make the table's field optional, or rewrite the file");
  }

  static TributaryException unreadableFile(Object file, Exception cause) {
    return new TributaryException(
        ErrorCode.SINK_UNAVAILABLE,
        "The file " + file + " cannot be read: " + cause.getMessage(),
        "Check the storage and run again",
        cause);
  }
}
