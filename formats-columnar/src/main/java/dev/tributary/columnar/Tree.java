// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.VariantLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Walks rows and file side by side and binds them by place, never by name: names are sanitised in
 * Parquet, and a table gives its own field ids.
 */
final class Tree {

  private final MessageType file;
  private final RowGroup group;
  private final ParquetOptions options;
  private final List<ValueEncoder> encoders = new ArrayList<>();
  private final List<LeafWriter> leaves = new ArrayList<>();
  private final List<Node> roots = new ArrayList<>();

  Tree(Schema rows, MessageType file, RowGroup group, ParquetOptions options) {
    this.file = file;
    this.group = group;
    this.options = options;
    requireSame(rows.size(), file, "the rows");
    for (int i = 0; i < rows.size(); i++) {
      Field field = rows.fields().get(i);
      roots.add(node(FieldPath.of(field.name()), field.type(), file.getType(i), Depth.ROOT));
    }
  }

  /** One node per field of the rows. */
  List<Node> roots() {
    return roots;
  }

  /** All leaves in the order of the file's columns. */
  List<LeafWriter> leaves() {
    return leaves;
  }

  /** What is known of the leaves that hold floats. */
  List<FloatMetrics> floats() {
    List<FloatMetrics> metrics = new ArrayList<>();
    for (int i = 0; i < encoders.size(); i++) {
      if (encoders.get(i) instanceof NumberEncoder numbers
          && numbers.range() instanceof FloatRange range) {
        metrics.add(range.metrics(i));
      }
    }
    return metrics;
  }

  private Node node(FieldPath path, Type type, org.apache.parquet.schema.Type target, Depth depth) {
    return switch (type.kind()) {
      case STRUCT -> struct(path, (Type.Struct) type, group(path, type, target), depth);
      case LIST -> list(path, (Type.ListOf) type, group(path, type, target), depth);
      case MAP -> map(path, (Type.MapOf) type, group(path, type, target), depth);
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
          leaf(path, type, target, depth);
      case JSON ->
          isVariant(target)
              ? variant(path, target.asGroupType(), depth)
              : leaf(path, type, target, depth);
    };
  }

  private Node struct(FieldPath path, Type.Struct type, GroupType target, Depth depth) {
    requireSame(type.fields().size(), target, path);
    if (type.fields().isEmpty()) {
      throw Refusals.unsupported(path, "struct without fields", "group");
    }
    Depth below = below(target, depth);
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      Field field = type.fields().get(i);
      children.add(node(path.child(field.name()), field.type(), target.getType(i), below));
    }
    return new StructNode(path, depth, isOptional(target), children);
  }

  private Node list(FieldPath path, Type.ListOf type, GroupType target, Depth depth) {
    GroupType repeated = repeated(path, type, target, 1);
    Depth below = below(target, depth).repeated();
    Node element = node(path.child(FieldPath.ELEMENT), type.element(), repeated.getType(0), below);
    return new RepeatedNode(path, depth, isOptional(target), List.of(element));
  }

  private Node map(FieldPath path, Type.MapOf type, GroupType target, Depth depth) {
    GroupType repeated = repeated(path, type, target, 2);
    Depth below = below(target, depth).repeated();
    Node key = node(path.child(FieldPath.KEY), type.key(), repeated.getType(0), below);
    Node value = node(path.child(FieldPath.VALUE), type.value(), repeated.getType(1), below);
    return new RepeatedNode(path, depth, isOptional(target), List.of(key, value));
  }

  private Node variant(FieldPath path, GroupType target, Depth depth) {
    Depth below = below(target, depth);
    List<Node> parts = new ArrayList<>();
    for (org.apache.parquet.schema.Type part : target.getFields()) {
      parts.add(leaf(path.child(part.getName()), Type.BINARY, part, below));
    }
    return new VariantNode(path, new StructNode(path, depth, isOptional(target), parts));
  }

  private Node leaf(FieldPath path, Type type, org.apache.parquet.schema.Type target, Depth depth) {
    if (!target.isPrimitive() || target.isRepetition(Repetition.REPEATED)) {
      throw Refusals.unsupported(path, type, target);
    }
    ColumnDescriptor descriptor = file.getColumns().get(leaves.size());
    Optional<BloomHashes> hashes = hashes(descriptor);
    ValueEncoder encoder =
        LeafEncoders.of(path, type, target.asPrimitiveType(), options.dictionaryBytes(), hashes);
    LeafLevels levels = new LeafLevels(path, depth, isOptional(target));
    LeafWriter leaf = new LeafWriter(path, descriptor, levels, encoder, hashes, group);
    encoders.add(encoder);
    leaves.add(leaf);
    return leaf;
  }

  private Optional<BloomHashes> hashes(ColumnDescriptor leaf) {
    BloomFilters blooms = options.blooms();
    return leaf.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN
        ? Optional.empty()
        : Optional.ofNullable(blooms.falsePositives().get(String.join(".", leaf.getPath())))
            .map(share -> new BloomHashes(share, blooms.bytesMax()));
  }

  /** Whether this is a variant all of which is in its binary value. */
  static boolean isVariant(org.apache.parquet.schema.Type target) {
    return target.getLogicalTypeAnnotation() instanceof VariantLogicalTypeAnnotation
        && target.asGroupType().getFieldCount() == 2
        && isRequired(target.asGroupType().getType(0), VariantNode.METADATA)
        && isRequired(target.asGroupType().getType(1), VariantNode.VALUE);
  }

  private static boolean isRequired(org.apache.parquet.schema.Type part, String name) {
    return part.getName().equals(name) && part.isRepetition(Repetition.REQUIRED);
  }

  static GroupType group(FieldPath path, Type type, org.apache.parquet.schema.Type target) {
    if (target.isPrimitive() || target.isRepetition(Repetition.REPEATED)) {
      throw Refusals.unsupported(path, type, target);
    }
    return target.asGroupType();
  }

  static GroupType repeated(FieldPath path, Type type, GroupType target, int children) {
    if (target.getFieldCount() == 1
        && !target.getType(0).isPrimitive()
        && target.getType(0).isRepetition(Repetition.REPEATED)
        && target.getType(0).asGroupType().getFieldCount() == children) {
      return target.getType(0).asGroupType();
    }
    throw Refusals.unsupported(path, type, target);
  }

  static Depth below(GroupType target, Depth depth) {
    return isOptional(target) ? depth.optional() : depth;
  }

  private static boolean isOptional(org.apache.parquet.schema.Type target) {
    return target.isRepetition(Repetition.OPTIONAL);
  }

  static void requireSame(int fields, GroupType target, Object place) {
    if (fields != target.getFieldCount()) {
      throw new IllegalArgumentException(
          place + " have " + fields + " fields, the file has " + target.getFieldCount());
    }
  }
}
