// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.ReplaceSortOrder;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.UpdatePartitionSpec;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Makes a table's layout what settings say, in one commit of its own. Files that are there stay as
 * they are. After a conflict what is still missing is found anew.
 */
final class LayoutEvolution {

  private static final int ROUNDS_MAX = 50;

  private final String name;
  private final Table table;
  private final TableLayout wanted;
  private final Consumer<String> notices;

  LayoutEvolution(String name, Table table, TableLayout wanted, Consumer<String> notices) {
    this.name = name;
    this.table = table;
    this.wanted = wanted;
    this.notices = notices;
  }

  /** Whether nothing is left to do. */
  static boolean isDone(
      TableLayout wanted,
      Schema schema,
      PartitionSpec spec,
      SortOrder order,
      Map<String, String> properties) {
    return !wanted.differs(schema, spec)
        && wanted.order(schema, order).sameOrder(order)
        && wanted.properties().missing(properties).isEmpty()
        && wanted.commentsMissing(schema).isEmpty();
  }

  /**
   * Makes what is missing.
   *
   * @throws TributaryException {@code SCHEMA_REFUSED}; then nothing changed
   */
  void apply() {
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      if (isDone() || commits()) {
        return;
      }
      table.refresh();
    }
    throw new TributaryException(
        ErrorCode.SINK_UNAVAILABLE,
        "Table '" + name + "' was changed by others during each attempt to change its layout",
        "Run again when fewer writers are at work");
  }

  private boolean isDone() {
    return isDone(wanted, table.schema(), table.spec(), table.sortOrder(), table.properties());
  }

  private boolean commits() {
    try {
      commit();
      return true;
    } catch (CommitFailedException e) {
      return false;
    } catch (IllegalArgumentException | ValidationException e) {
      throw new TributaryException(
          ErrorCode.SCHEMA_REFUSED,
          "Table '" + name + "' cannot be laid out as its settings say: " + e.getMessage(),
          "Change partition-by or sort-by, or the table by hand",
          e);
    } catch (RuntimeException e) {
      return landed(e);
    }
  }

  /** True when the layout is there although the catalog's answer says otherwise. */
  private boolean landed(RuntimeException failure) {
    try {
      table.refresh();
    } catch (RuntimeException blind) {
      failure.addSuppressed(blind);
      throw failure;
    }
    if (!isDone()) {
      throw failure;
    }
    return true;
  }

  private void commit() {
    Transaction transaction = table.newTransaction();
    comment(transaction);
    List<String> changed = new ArrayList<>();
    partition(transaction).ifPresent(changed::add);
    sort(transaction).ifPresent(changed::add);
    set(transaction);
    boolean hasFiles = table.currentSnapshot() != null;
    transaction.commitTransaction();
    if (hasFiles && !changed.isEmpty()) {
      notices.accept(
          "From now on table '"
              + name
              + "' "
              + String.join(" and ", changed)
              + "; files that are there stay as they are");
    }
  }

  private void comment(Transaction transaction) {
    Map<String, String> comments = wanted.commentsMissing(table.schema());
    if (!comments.isEmpty()) {
      UpdateSchema update = transaction.updateSchema();
      comments.forEach(update::updateColumnDoc);
      update.commit();
    }
  }

  private Optional<String> partition(Transaction transaction) {
    Schema schema = table.schema();
    PartitionSpec now = table.spec();
    if (!wanted.differs(schema, now)) {
      return Optional.empty();
    }
    UpdatePartitionSpec update = transaction.updateSpec();
    wanted.unwanted(schema, now).forEach(field -> update.removeField(field.name()));
    for (LayoutTerm term : wanted.missing(schema, now)) {
      update.addField(term.fieldName(), term.term());
    }
    update.commit();
    List<LayoutTerm> terms = wanted.partitionBy().orElseThrow();
    return Optional.of(terms.isEmpty() ? "has no partitions" : "is partitioned by " + terms);
  }

  private Optional<String> sort(Transaction transaction) {
    SortOrder now = table.sortOrder();
    if (wanted.order(table.schema(), now).sameOrder(now)) {
      return Optional.empty();
    }
    ReplaceSortOrder update = transaction.replaceSortOrder();
    wanted.sortBy().orElseThrow().forEach(term -> term.addTo(update));
    update.commit();
    List<SortTerm> terms = wanted.sortBy().orElseThrow();
    return Optional.of(terms.isEmpty() ? "has no sort order" : "is sorted by " + terms);
  }

  private void set(Transaction transaction) {
    Map<String, String> missing = wanted.properties().missing(table.properties());
    if (missing.isEmpty()) {
      return;
    }
    UpdateProperties update = transaction.updateProperties();
    missing.forEach(
        (property, value) -> {
          if (value.isEmpty()) {
            update.remove(property);
          } else {
            update.set(property, value);
          }
        });
    update.commit();
  }
}
