// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * What a merge looks at: the columns of the key, those that decide, and each row's position.
 *
 * @param keys how many columns the key has; they come first
 * @param order where the column stands that decides among rows of one key; -1 when none does
 * @param arrival where the column stands that decides among those that are equal in it; -1 when
 *     none does
 * @param flag where the column stands that says "deleted"; -1 when none does
 * @param insertsOnly whether rows whose key is there already are left out
 * @param groups whether all rows of a key stay that a load brings
 */
record MergeRules(
    Schema columns,
    int keys,
    int order,
    int arrival,
    int flag,
    boolean insertsOnly,
    boolean groups) {

  private static final int NONE = -1;
  private static final Set<String> OPTIONS =
      Set.of(
          WriteMode.DEDUP_BY,
          WriteMode.DELETE_FLAG,
          WriteMode.INSERT_ONLY,
          WriteMode.ARRIVAL,
          WriteMode.GROUPS,
          WriteMode.VALID_FROM,
          WriteMode.VALID_TO,
          WriteMode.VERSION,
          WriteMode.RETIRE_MISSING,
          WriteMode.RETIRE_WITHIN);

  /** Whether these are options that a merge knows. */
  static boolean know(Fields options) {
    return OPTIONS.containsAll(options.names());
  }

  /**
   * @throws TributaryException {@code MODE_UNSUPPORTED} naming a column that is missing or cannot
   *     be compared
   */
  static MergeRules of(TableName table, Schema schema, WriteMode mode) {
    List<NestedField> fields = new ArrayList<>();
    mode.keys().forEach(key -> fields.add(column(table, schema, key)));
    int order =
        place(fields, known(WriteMode.DEDUP_BY, schema, mode), n -> column(table, schema, n));
    int arrival =
        place(fields, known(WriteMode.ARRIVAL, schema, mode), n -> column(table, schema, n));
    int flag =
        place(fields, known(WriteMode.DELETE_FLAG, schema, mode), n -> flag(table, schema, n));
    place(fields, known(WriteMode.VERSION, schema, mode), n -> column(table, schema, n));
    place(fields, known(WriteMode.VALID_FROM, schema, mode), n -> column(table, schema, n));
    for (String name : history(mode)) {
      place(fields, Optional.of(name), n -> column(table, schema, n));
    }
    fields.add(MetadataColumns.ROW_POSITION);
    return new MergeRules(
        new Schema(fields),
        mode.keys().size(),
        order,
        arrival,
        flag,
        mode.options().flag(WriteMode.INSERT_ONLY),
        mode.options().flag(WriteMode.GROUPS));
  }

  /** What no row has had yet decides nothing, and the table has no column of it. */
  private static Optional<String> known(String option, Schema schema, WriteMode mode) {
    return mode.options()
        .optionalText(option)
        .filter(name -> schema.asStruct().field(name) != null);
  }

  /** What else is looked at where history is kept. */
  private static List<String> history(WriteMode mode) {
    List<String> names = new ArrayList<>();
    mode.options().optionalText(WriteMode.VALID_TO).ifPresent(names::add);
    names.addAll(mode.options().list(WriteMode.RETIRE_WITHIN, String.class));
    return names;
  }

  /** Where a column stands that was asked for by its name; -1 where the table has none. */
  int place(String name) {
    return columns.columns().indexOf(columns.asStruct().field(name));
  }

  /** Where each row's position stands. */
  int position() {
    return columns.columns().size() - 1;
  }

  private static int place(
      List<NestedField> fields, Optional<String> name, Function<String, NestedField> column) {
    if (name.isEmpty()) {
      return NONE;
    }
    NestedField field = column.apply(name.get());
    if (!fields.contains(field)) {
      fields.add(field);
    }
    return fields.indexOf(field);
  }

  private static NestedField flag(TableName table, Schema schema, String name) {
    NestedField field = column(table, schema, name);
    if (field.type().typeId() != Type.TypeID.BOOLEAN) {
      throw unusable(table, name, "is " + field.type() + ", and no boolean that says 'deleted'");
    }
    return field;
  }

  private static NestedField column(TableName table, Schema schema, String name) {
    NestedField field = schema.asStruct().field(name);
    if (field == null) {
      throw unusable(table, name, "is missing");
    }
    if (!field.type().isPrimitiveType()) {
      throw unusable(table, name, "is " + field.type() + ", which has no order");
    }
    return field;
  }

  private static TributaryException unusable(TableName table, String column, String why) {
    return new TributaryException(
        ErrorCode.MODE_UNSUPPORTED,
        "Table '" + table + "' cannot be merged by column '" + column + "': it " + why,
        "Name a column of the table that has a plain type");
  }
}
