// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Names and types of the field that takes what its neighbour cannot: first by the kind of the
 * values, in the widest type of numbers of that kind; then as text, or json for nested values; then
 * text again under numbered names.
 */
final class Beside {

  private final SinkCapabilities sink;

  Beside(SinkCapabilities sink) {
    this.sink = sink;
  }

  /** The candidate of this attempt, from 0; empty when the sink does not store its type. */
  Optional<Field> candidate(Field field, int attempt) {
    if (attempt == 0) {
      return named(field, label(field.type()), widest(field.type()));
    }
    Type text = TypeJoin.isScalar(field.type()) ? Type.STRING : Type.JSON;
    return named(field, label(text) + (attempt == 1 ? "" : "_" + attempt), text);
  }

  /**
   * Whether the field has a name and type by which it stands beside another, as {@link Declared}
   * makes them. Names that come from elsewhere have no two underscores.
   */
  static boolean isBeside(Field field, Predicate<String> known) {
    String name = field.name();
    int end = name.lastIndexOf("__");
    return end > 0
        && known.test(name.substring(0, end))
        && name.substring(end + 2).split("_", 2)[0].equals(label(field.type()));
  }

  private Optional<Field> named(Field field, String label, Type type) {
    String name = Names.fitted(field.name() + "__" + label, sink.nameLengthMax());
    return StorageTypes.nearest(type, sink.stores()).map(stored -> Field.optional(name, stored));
  }

  /** What takes the next values of the same kind too, where the sink stores it. */
  private Type widest(Type type) {
    Type widest =
        switch (type.kind()) {
          case INT -> Type.LONG;
          case FLOAT -> Type.DOUBLE;
          default -> type;
        };
    return sink.stores().test(widest) ? widest : type;
  }

  /** What the values of a type are called in the names of such fields. */
  static String label(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> "boolean";
      case INT, LONG -> "long";
      case FLOAT, DOUBLE -> "double";
      case DECIMAL -> "decimal";
      case DATE -> "date";
      case TIME -> "time";
      case TIMESTAMP -> ((Type.Timestamp) type).zoned() ? "timestamptz" : "timestamp";
      case STRING -> "text";
      case BINARY -> "binary";
      case UUID -> "uuid";
      case JSON -> "json";
      case STRUCT -> "struct";
      case LIST -> "list";
      case MAP -> "map";
    };
  }
}
