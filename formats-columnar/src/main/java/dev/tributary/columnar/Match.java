// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;

/** One field as the rows, the table and a file see it. */
record Match(
    FieldPath path,
    Type rows,
    org.apache.parquet.schema.Type table,
    org.apache.parquet.schema.Type file) {

  /** The field of the file that has the id of the table's; ids outlive renaming and reordering. */
  static Optional<org.apache.parquet.schema.Type> find(
      org.apache.parquet.schema.Type table, GroupType file) {
    return file.getFields().stream()
        .filter(field -> field.getId() != null && field.getId().equals(table.getId()))
        .findFirst();
  }

  GroupType tableGroup() {
    return Tree.group(path, rows, table);
  }

  GroupType fileGroup() {
    return Tree.group(path, rows, file);
  }

  /** The element of a list, or the key or value of a map: found by place. */
  Match part(String name, Type type, int index, int parts) {
    return new Match(
        path.child(name),
        type,
        Tree.repeated(path, rows, tableGroup(), parts).getType(index),
        Tree.repeated(path, rows, fileGroup(), parts).getType(index));
  }
}
