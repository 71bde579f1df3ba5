// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory, and what is staged beside them. Any number of {@link MemorySink}s share one, as
 * sinks of several processes share a real system. Thread-safe.
 */
public final class MemoryWarehouse {

  private static final Map<String, MemoryWarehouse> NAMED = new ConcurrentHashMap<>();

  private final Object lock = new Object();
  private final Map<TableName, Table> tables = new TreeMap<>();
  private final Staging staging = new Staging();

  /** The warehouse that {@link MemorySinkProvider} gives to sinks set to {@code name}. */
  public static MemoryWarehouse named(String name) {
    return NAMED.computeIfAbsent(name, each -> new MemoryWarehouse());
  }

  /** A sink that stores every type and can append and replace. */
  public MemorySink sink() {
    return new MemorySink(this, MemorySink.CAPABILITIES);
  }

  public List<TableName> tables() {
    synchronized (lock) {
      return List.copyOf(tables.keySet());
    }
  }

  /**
   * Copies of the rows that readers see, in the order of their commits.
   *
   * @throws TributaryException {@code TABLE_MISSING}
   */
  public List<Map<String, @Nullable Object>> rows(String table) {
    Rows visible = visible(require(new TableName(table)));
    return visible.rows().stream().map(row -> Rows.copy(visible.schema(), row)).toList();
  }

  /** How many staged files are there, committed ones included until they are forgotten. */
  public int stagedFiles() {
    return staging(Staging::files);
  }

  /** Drops a table, as a person would behind the loads' back. What is staged stays. */
  public void drop(String table) {
    synchronized (lock) {
      tables.remove(new TableName(table));
    }
  }

  /** Adds rows as another program would, in a commit of its own that is no load. */
  public void insert(String table, List<Map<String, @Nullable Object>> rows) {
    update(
        new TableName(table),
        present -> {
          List<Map<String, @Nullable Object>> copies = new ArrayList<>();
          rows.forEach(row -> copies.add(Rows.copy(present.schema(), row)));
          return present.with(new Rows(present.schema(), copies));
        });
  }

  Optional<Table> find(TableName name) {
    synchronized (lock) {
      return Optional.ofNullable(tables.get(name));
    }
  }

  Table require(TableName name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /** Puts the table that {@code next} makes of the present one in its place, in one step. */
  Table update(TableName name, UnaryOperator<Table> next) {
    synchronized (lock) {
      Table updated = next.apply(require(name));
      tables.put(name, updated);
      return updated;
    }
  }

  Table updateOrCreate(TableName name, Table fresh, UnaryOperator<Table> next) {
    synchronized (lock) {
      return tables.merge(name, fresh, (present, ignored) -> next.apply(present));
    }
  }

  <T> T staging(Function<Staging, T> task) {
    synchronized (lock) {
      return task.apply(staging);
    }
  }

  /** All rows under the table's present schema. */
  static Rows visible(Table table) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Rows part : table.rows()) {
      part.rows()
          .forEach(
              row ->
                  all.add(Widening.project(row, part.schema().fields(), table.schema().fields())));
    }
    return new Rows(table.schema(), all);
  }

  static TributaryException missing(TableName name) {
    return new TributaryException(
        ErrorCode.TABLE_MISSING,
        "There is no table '" + name + "'",
        "Load it first, or correct the name");
  }
}
