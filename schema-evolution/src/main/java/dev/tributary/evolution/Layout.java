// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.batch.StructColumn;
import dev.tributary.evolution.Part.Trouble;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Set;

/**
 * What a struct, or a row, is made into. Owned by one thread.
 *
 * @param parts one for each of {@code fields}, save those beside another
 * @param same whether every struct as it is will do
 */
record Layout(List<Field> fields, List<Part> parts, boolean same) {

  /** What rows are made into, with all declared fields, also those that did not arrive. */
  static Layout complete(Declaration declaration, Schema incoming) {
    Trouble none =
        new Trouble() {
          @Override
          public void misfit(Part part, boolean refused, Misfit misfit) {}

          @Override
          public void missing(Part part) {}
        };
    return new Layouts(declaration, null, Set.of(), none, true).root(incoming);
  }

  /** Appends structs made so. */
  Conversion conversion(Trouble trouble) {
    return (from, slot, to) -> {
      StructColumn source = (StructColumn) from;
      StructColumn target = (StructColumn) to;
      for (int i = 0; i < parts.size(); i++) {
        Part part = parts.get(i);
        Column child = part.source() < 0 ? null : source.child(part.source());
        Column beside = part.besideIndex() < 0 ? null : target.child(part.besideIndex());
        part.append(child, slot, target.child(i), beside, trouble);
      }
      target.endStruct();
    };
  }
}
