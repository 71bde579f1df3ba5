// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Numbers the fields that are new to a table in the order of their names, level by level. So tasks
 * that saw the same new fields in another order number them alike, and as the table will once they
 * are added: their files need not be written again.
 */
final class NewIds {

  private final int known;
  private final Map<Integer, Integer> ids = new HashMap<>();

  private NewIds(int known) {
    this.known = known;
  }

  /**
   * The schema with other ids for its new fields.
   *
   * @param known the highest id that the table ever gave; new fields have higher ones
   */
  static Schema number(Schema schema, int known) {
    NewIds numbers = new NewIds(known);
    numbers.visit(schema.asStruct());
    Type numbered = TypeUtil.assignIds(schema.asStruct(), numbers::of);
    return new Schema(
        schema.schemaId(), numbered.asStructType().fields(), schema.identifierFieldIds());
  }

  private int of(int id) {
    return ids.getOrDefault(id, id);
  }

  private void visit(Type type) {
    if (!type.isNestedType()) {
      return;
    }
    List<Types.NestedField> fields = type.asNestedType().fields();
    if (type.isStructType()) {
      fields = fields.stream().sorted(Comparator.comparing(Types.NestedField::name)).toList();
    }
    fields.forEach(this::number);
    fields.forEach(field -> visit(field.type()));
  }

  private void number(Types.NestedField field) {
    if (field.fieldId() > known) {
      ids.put(field.fieldId(), known + 1 + ids.size());
    }
  }
}
