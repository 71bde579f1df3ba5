// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.types.Types;

/**
 * Where a column of a table is in batches of rows: its place among the columns, then inside of
 * structs. Immutable.
 *
 * @param type of the rows' values, which may be narrower than the table's
 */
record FieldAccess(List<Integer> places, Type type) {

  FieldAccess {
    places = List.copyOf(places);
  }

  /**
   * Finds a column by its id; empty where the rows have none.
   *
   * @param bound the rows' schema with the table's ids
   */
  static Optional<FieldAccess> find(int id, org.apache.iceberg.Schema bound, Schema rows) {
    List<Integer> places = new ArrayList<>();
    return find(id, bound.asStruct(), rows.fields(), places)
        .map(type -> new FieldAccess(places, type));
  }

  Column of(Batch batch) {
    Column column = batch.column(places.get(0));
    for (int place : places.subList(1, places.size())) {
      column = ((StructColumn) column).child(place);
    }
    return column;
  }

  private static Optional<Type> find(
      int id, Types.StructType bound, List<Field> rows, List<Integer> places) {
    for (int i = 0; i < rows.size(); i++) {
      Types.NestedField field = bound.fields().get(i);
      Type type = rows.get(i).type();
      places.add(i);
      if (field.fieldId() == id) {
        return Optional.of(type);
      }
      if (field.type().isStructType() && type instanceof Type.Struct struct) {
        Optional<Type> inside = find(id, field.type().asStructType(), struct.fields(), places);
        if (inside.isPresent()) {
          return inside;
        }
      }
      places.remove(places.size() - 1);
    }
    return Optional.empty();
  }
}
