// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;

/** JSON on its way into a variant, which is a struct of names and value. */
final class VariantNode implements Node {

  static final String METADATA = "metadata";
  static final String VALUE = "value";

  private static final Type PARTS =
      Type.struct(Field.required(METADATA, Type.BINARY), Field.required(VALUE, Type.BINARY));

  private final StructNode parts;
  private final JsonVariants variants;
  private final StructColumn encoded = (StructColumn) Column.of(PARTS);
  private final Levels rebased = new Levels();

  /**
   * @param parts takes the encoded values
   */
  VariantNode(FieldPath path, StructNode parts) {
    this.parts = parts;
    this.variants = new JsonVariants(path);
  }

  @Override
  public void write(Column column, Levels levels, int rows) {
    encode((BytesColumn) column, levels.from(), levels.to());
    rebased.rebase(levels);
    parts.write(encoded, rebased, rows);
  }

  private void encode(BytesColumn texts, int from, int to) {
    encoded.reset();
    BytesColumn metadata = (BytesColumn) encoded.child(0);
    BytesColumn values = (BytesColumn) encoded.child(1);
    for (int slot = from; slot < to; slot++) {
      if (texts.isNull(slot)) {
        encoded.appendNull();
      } else {
        variants.append(texts, slot, metadata, values);
        encoded.endStruct();
      }
    }
  }
}
