// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Optional;

/**
 * The longest name: Iceberg sets none, but a table's name becomes a folder, and catalogs keep names
 * in columns of 255 bytes.
 */
final class NameLimit {

  static final int CHARACTERS = 120;

  private NameLimit() {}

  /**
   * Refuses names that are too long.
   *
   * @throws TributaryException {@code SCHEMA_REFUSED}
   */
  static void check(String table, List<Field> fields) {
    check(table);
    for (Field field : fields) {
      check(field.name());
      check(field.type());
    }
  }

  static void check(SchemaChange change) {
    change.path().names().forEach(NameLimit::check);
    Optional<Type> added =
        change.fold(
            add -> Optional.of(add.type()),
            widen -> Optional.<Type>empty(),
            relax -> Optional.<Type>empty());
    added.ifPresent(NameLimit::check);
  }

  private static void check(Type type) {
    if (type instanceof Type.Struct struct) {
      for (Field field : struct.fields()) {
        check(field.name());
        check(field.type());
      }
    } else if (type instanceof Type.ListOf list) {
      check(list.element());
    } else if (type instanceof Type.MapOf map) {
      check(map.key());
      check(map.value());
    }
  }

  private static void check(String name) {
    if (name.length() > CHARACTERS) {
      throw new TributaryException(
          ErrorCode.SCHEMA_REFUSED,
          "The name '" + name + "' has " + name.length() + " characters, more than " + CHARACTERS,
          "Choose a shorter name");
    }
  }
}
