// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Gives the columns of a file the field ids of a table, by name. A field that the table does not
 * have yet gets the id that it will have if those of these rows are added next, see {@link NewIds};
 * if something else is added too, {@link #fit} finds out.
 */
final class FieldIds {

  private int last;

  private FieldIds(int last) {
    this.last = last;
  }

  /**
   * The rows' schema with ids.
   *
   * @param rows with any ids
   * @param lastColumnId the highest id that the table ever gave
   */
  static Schema bind(Schema rows, Schema table, int lastColumnId) {
    Types.StructType bound = new FieldIds(lastColumnId).struct(rows.asStruct(), table.asStruct());
    return NewIds.number(new Schema(bound.fields()), lastColumnId);
  }

  /**
   * Whether a file of one schema is read rightly by a table of the other: every column of the file
   * is there under its id, with its name and its type or a wider one, and nothing required lacks.
   */
  static boolean fit(Schema file, Schema table) {
    return fits(file.asStruct(), table.asStruct());
  }

  private Type type(Type rows, @Nullable Type table) {
    if (rows.isStructType() && table != null && table.isStructType()) {
      return struct(rows.asStructType(), table.asStructType());
    }
    if (rows.isListType() && table != null && table.isListType()) {
      return list(rows.asListType(), table.asListType());
    }
    if (rows.isMapType() && table != null && table.isMapType()) {
      return map(rows.asMapType(), table.asMapType());
    }
    return rows.isNestedType() ? TypeUtil.assignFreshIds(rows, () -> ++last) : rows;
  }

  private Types.StructType struct(Types.StructType rows, Types.StructType table) {
    Map<String, Types.NestedField> there = new HashMap<>();
    table.fields().forEach(field -> there.put(field.name(), field));
    List<Types.NestedField> bound = new ArrayList<>();
    for (Types.NestedField field : rows.fields()) {
      Types.NestedField known = there.get(field.name());
      int id = known == null ? ++last : known.fieldId();
      Type type = type(field.type(), known == null ? null : known.type());
      bound.add(Types.NestedField.from(field).withId(id).ofType(type).build());
    }
    return Types.StructType.of(bound);
  }

  private Type list(Types.ListType rows, Types.ListType table) {
    Type element = type(rows.elementType(), table.elementType());
    return rows.isElementOptional()
        ? Types.ListType.ofOptional(table.elementId(), element)
        : Types.ListType.ofRequired(table.elementId(), element);
  }

  private Type map(Types.MapType rows, Types.MapType table) {
    Type key = type(rows.keyType(), table.keyType());
    Type value = type(rows.valueType(), table.valueType());
    return rows.isValueOptional()
        ? Types.MapType.ofOptional(table.keyId(), table.valueId(), key, value)
        : Types.MapType.ofRequired(table.keyId(), table.valueId(), key, value);
  }

  private static boolean fits(Type file, Type table) {
    if (file.isPrimitiveType()) {
      return file.equals(table)
          || (table.isPrimitiveType()
              && TypeUtil.isPromotionAllowed(file, table.asPrimitiveType()));
    }
    return file.typeId() == table.typeId()
        && (file.isVariantType()
            || fits(file.asNestedType().fields(), table.asNestedType().fields()));
  }

  private static boolean fits(List<Types.NestedField> file, List<Types.NestedField> table) {
    Map<Integer, Types.NestedField> written = new HashMap<>();
    file.forEach(field -> written.put(field.fieldId(), field));
    for (Types.NestedField field : table) {
      Types.NestedField found = written.remove(field.fieldId());
      if (found == null ? lacks(field) : !fits(found, field)) {
        return false;
      }
    }
    return written.isEmpty();
  }

  private static boolean lacks(Types.NestedField field) {
    return field.isRequired() && field.initialDefault() == null;
  }

  private static boolean fits(Types.NestedField file, Types.NestedField table) {
    return file.name().equals(table.name())
        && (file.isRequired() || table.isOptional())
        && fits(file.type(), table.type());
  }
}
