// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.SchemaChange;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes to a table's schema, in a commit of their own. Iceberg cannot apply a schema change
 * again on top of somebody else's commit, so after a conflict what is still missing is found anew.
 */
final class TableEvolution {

  private static final int ROUNDS_MAX = 50;

  private final String name;
  private final Table table;
  private final IcebergTypes types;
  private final List<SchemaChange> changes;

  TableEvolution(String name, Table table, List<SchemaChange> changes) {
    this.name = name;
    this.table = table;
    this.types = IcebergTypes.of(Tables.metadata(table));
    this.changes = changes;
  }

  /**
   * Makes the changes that are not made yet.
   *
   * @throws TributaryException {@code SCHEMA_REFUSED}; then nothing changed
   */
  void apply() {
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      List<SchemaChange> missing = changes.stream().filter(this::isMissing).toList();
      if (missing.isEmpty() || commits(missing)) {
        return;
      }
      table.refresh();
    }
    throw new TributaryException(
        ErrorCode.SINK_UNAVAILABLE,
        "Table '" + name + "' was changed by others during each attempt to change its columns",
        "Run again when fewer writers are at work");
  }

  private boolean commits(List<SchemaChange> missing) {
    try {
      commit(missing);
      return true;
    } catch (CommitFailedException e) {
      return false;
    } catch (IllegalArgumentException | ValidationException e) {
      throw refused(missing.toString(), e);
    } catch (RuntimeException e) {
      return landed(e);
    }
  }

  /** With the ids that rows of the changed schema were staged with. */
  private void commit(List<SchemaChange> missing) {
    TableOperations operations = Tables.operations(table);
    TableMetadata before = operations.current();
    UpdateSchema update = table.updateSchema();
    missing.forEach(change -> add(change, update));
    if (before.properties().containsKey(TableProperties.DEFAULT_NAME_MAPPING)) {
      // Only Iceberg's own commit keeps the mapping up to date.
      update.commit();
    } else {
      Schema numbered = NewIds.number(update.apply(), before.lastColumnId());
      operations.commit(before, before.updateSchema(numbered));
    }
  }

  /** True when the changes are there although the catalog's answer says otherwise. */
  private boolean landed(RuntimeException failure) {
    try {
      table.refresh();
    } catch (RuntimeException blind) {
      failure.addSuppressed(blind);
      throw failure;
    }
    if (changes.stream().anyMatch(this::isMissing)) {
      throw failure;
    }
    return true;
  }

  private boolean isMissing(SchemaChange change) {
    return change.fold(this::isMissing, this::isMissing, this::isMissing);
  }

  private boolean isMissing(SchemaChange.AddField add) {
    Types.NestedField field = find(add.path());
    if (field == null) {
      return true;
    }
    if (!holds(field.type(), iceberg(add.type()))) {
      throw refused(add + ", where there is a column of type " + field.type(), null);
    }
    return false;
  }

  private boolean isMissing(SchemaChange.WidenField widen) {
    Type to = iceberg(widen.to());
    Type now = existing(widen).type();
    if (now.equals(to)) {
      return false;
    }
    if (IcebergTypes.widens(widen.from(), widen.to()) && holds(now, to)) {
      return false;
    }
    if (!to.isPrimitiveType() || !TypeUtil.isPromotionAllowed(now, to.asPrimitiveType())) {
      throw refused(widen + ", where the column's type is " + now, null);
    }
    return true;
  }

  private boolean isMissing(SchemaChange.RelaxField relax) {
    return existing(relax).isRequired();
  }

  private void add(SchemaChange change, UpdateSchema update) {
    String path = change.path().toString();
    change.fold(
        add -> update.addColumn(parent(add.path()), add.path().last(), iceberg(add.type())),
        widen -> update.updateColumn(path, iceberg(widen.to()).asPrimitiveType()),
        relax -> update.makeColumnOptional(path));
  }

  private static @Nullable String parent(FieldPath path) {
    return path.parents().isEmpty() ? null : String.join(".", path.parents());
  }

  /** Whether a column of the first type holds every value of the second. */
  private static boolean holds(Type column, Type values) {
    if (values.isPrimitiveType()) {
      return column.equals(values)
          || (column.isPrimitiveType()
              && TypeUtil.isPromotionAllowed(values, column.asPrimitiveType()));
    }
    return column.typeId() == values.typeId();
  }

  private Types.NestedField existing(SchemaChange change) {
    Types.NestedField field = find(change.path());
    if (field == null) {
      throw refused(change + ", where there is no such column", null);
    }
    return field;
  }

  private Types.@Nullable NestedField find(FieldPath path) {
    Schema schema = table.schema();
    return schema.findField(path.toString());
  }

  private Type iceberg(dev.tributary.schema.Type type) {
    int[] last = {0};
    return types.toIceberg(type, () -> ++last[0]);
  }

  private TributaryException refused(String what, @Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "Table '" + name + "' cannot take the change " + what,
        "Rename or convert the field, or change the table by hand",
        cause);
  }
}
