// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Finds the fields of the rows in a file: rows and table by place, table and file by field id. A
 * field that the file does not have reads as null.
 */
final class ReadTree {

  private final IdentityHashMap<PrimitiveType, ColumnDescriptor> descriptors =
      new IdentityHashMap<>();
  private final List<org.apache.parquet.schema.Type> used = new ArrayList<>();
  private final List<LeafRead> leaves = new ArrayList<>();
  private final List<Optional<ReadNode>> roots;

  ReadTree(Schema rows, MessageType table, MessageType file) {
    file.getColumns().forEach(leaf -> descriptors.put(leaf.getPrimitiveType(), leaf));
    for (org.apache.parquet.schema.Type field : table.getFields()) {
      Match.find(field, file).ifPresent(used::add);
    }
    this.roots = fields(List.of(), rows.fields(), table, file, Depth.ROOT);
  }

  /** One per field of the rows; empty where the file has none. */
  List<Optional<ReadNode>> roots() {
    return roots;
  }

  List<LeafRead> leaves() {
    return leaves;
  }

  /** The fields of the file's root that must be read. */
  List<org.apache.parquet.schema.Type> used() {
    return used;
  }

  private List<Optional<ReadNode>> fields(
      List<String> above, List<Field> rows, GroupType table, GroupType file, Depth depth) {
    Tree.requireSame(rows.size(), table, above);
    List<Optional<ReadNode>> nodes = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Field field = rows.get(i);
      List<String> names = new ArrayList<>(above);
      names.add(field.name());
      nodes.add(field(new FieldPath(names), field, table.getType(i), file, depth));
    }
    return nodes;
  }

  private Optional<ReadNode> field(
      FieldPath path,
      Field field,
      org.apache.parquet.schema.Type table,
      GroupType file,
      Depth depth) {
    Optional<org.apache.parquet.schema.Type> found = Match.find(table, file);
    if (found.isEmpty() && field.required()) {
      throw Refusals.missing(path);
    }
    return found.map(type -> node(new Match(path, field.type(), table, type), depth));
  }

  private ReadNode node(Match match, Depth depth) {
    return switch (match.rows().kind()) {
      case STRUCT -> struct(match, depth);
      case LIST -> list(match, (Type.ListOf) match.rows(), depth);
      case MAP -> map(match, (Type.MapOf) match.rows(), depth);
      case BOOLEAN,
          INT,
          LONG,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          STRING,
          BINARY,
          UUID ->
          leaf(match);
      case JSON -> Tree.isVariant(match.file()) ? variant(match, depth) : leaf(match);
    };
  }

  private ReadNode struct(Match match, Depth depth) {
    Depth below = Tree.below(match.fileGroup(), depth);
    List<Field> fields = ((Type.Struct) match.rows()).fields();
    List<Optional<ReadNode>> children =
        fields(match.path().names(), fields, match.tableGroup(), match.fileGroup(), below);
    List<ReadNode> inFile = children.stream().flatMap(Optional::stream).toList();
    return inFile.isEmpty()
        ? new StructRead(
            below.definition(), children, List.of(new Witness(anyLeaf(match.file()), below)))
        : new StructRead(below.definition(), children, inFile);
  }

  private ReadNode list(Match match, Type.ListOf type, Depth depth) {
    Depth present = Tree.below(match.fileGroup(), depth);
    Depth below = present.repeated();
    Match element = match.part(FieldPath.ELEMENT, type.element(), 0, 1);
    return new RepeatedRead(present.definition(), below, List.of(node(element, below)));
  }

  private ReadNode map(Match match, Type.MapOf type, Depth depth) {
    Depth present = Tree.below(match.fileGroup(), depth);
    Depth below = present.repeated();
    ReadNode key = node(match.part(FieldPath.KEY, type.key(), 0, 2), below);
    ReadNode value = node(match.part(FieldPath.VALUE, type.value(), 1, 2), below);
    return new RepeatedRead(present.definition(), below, List.of(key, value));
  }

  private ReadNode variant(Match match, Depth depth) {
    GroupType file = match.fileGroup();
    VariantRead.Cell names = new VariantRead.Cell();
    VariantRead.Cell values = new VariantRead.Cell();
    return new VariantRead(
        Tree.below(file, depth).definition(),
        leaf(file.getType(0).asPrimitiveType(), names),
        names,
        leaf(file.getType(1).asPrimitiveType(), values),
        values);
  }

  private ReadNode leaf(Match match) {
    if (!match.file().isPrimitive()) {
      throw Refusals.unreadable(match.path(), match.rows(), match.file());
    }
    PrimitiveType type = match.file().asPrimitiveType();
    return leaf(type, CellReads.of(match.path(), match.rows(), type));
  }

  private ReadNode anyLeaf(org.apache.parquet.schema.Type file) {
    return file.isPrimitive()
        ? leaf(file.asPrimitiveType(), (from, to) -> {})
        : anyLeaf(file.asGroupType().getType(0));
  }

  private LeafRead leaf(PrimitiveType type, CellRead cell) {
    ColumnDescriptor descriptor = Objects.requireNonNull(descriptors.get(type));
    LeafRead leaf = new LeafRead(descriptor, cell);
    leaves.add(leaf);
    return leaf;
  }
}
