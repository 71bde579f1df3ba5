// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.SchemaChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A system that is written. Workers stage rows where no reader sees them; the coordinator then
 * commits a load table by table, the anchor first. Thread-safe, except that {@link #close()} comes
 * last. Whatever fails throws a {@code TributaryException}; after any failure a table is as before
 * or as after.
 *
 * <p>Each table remembers, in the same commit as the rows, the last load of every chain that wrote
 * to it: its receipt. That, and not the state store, is what makes a load happen once.
 */
public interface Sink extends AutoCloseable {

  SinkCapabilities capabilities();

  /** The tables there are, in a stable order. Blocks. */
  List<TableName> tables();

  /** Looks at a table, once, with the receipt that {@code chain} left there. Blocks. */
  Optional<TableInfo> table(TableName table, Chain chain);

  /**
   * Creates the table where it is missing, else makes the changes that are not yet made. Doing it
   * twice is doing it once; two that race both succeed. Coordinator only. Blocks.
   *
   * @throws dev.tributary.error.TributaryException {@code SCHEMA_REFUSED} or {@code
   *     TYPE_UNSUPPORTED}; then the table is unchanged; {@code SETTING_INVALID} when it cannot be
   *     laid out as its settings say; then it may have new columns, without rows
   */
  TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain);

  /**
   * Whether the table, as it was seen, is laid out as the settings of {@code wanted} say. Where it
   * is not, {@link #evolve} makes it so, also without changes.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID} when they cannot be
   *     followed
   */
  default boolean isLaidOut(TableSpec wanted, TableInfo table) {
    return true;
  }

  /** Opens a writer, on any thread or machine, in a sink made from the same settings. Blocks. */
  SinkWriter open(WriteTask task);

  /**
   * Whether staged rows can be committed into the table as it is now, without writing them anew.
   */
  boolean fits(Staged staged, TableInfo table);

  /** Reads staged rows back, with the schema they were written with. Blocks. */
  BatchReader read(Staged staged);

  /**
   * As {@link #read(Staged)}, for callers who need only some columns: a sink that keeps columns
   * apart reads no others. Batches may have more columns than asked for, in any order, and lack
   * those that the rows were staged without. Blocks.
   *
   * @param columns names of columns of the root, at least one
   */
  default BatchReader read(Staged staged, List<String> columns) {
    return read(staged);
  }

  /**
   * Deletes staged rows that their load will not commit, because they were written anew. Called
   * before the load's manifest is saved. Blocks; safe to repeat.
   */
  void drop(Staged staged);

  /**
   * Keeps the load's manifest beside its staged data, write-once as far as the store can: a load's
   * id is of one run, so nothing depends on it when two saves race. Blocks.
   *
   * @throws dev.tributary.error.TributaryException {@code LOAD_SUPERSEDED} when there is one
   *     already
   */
  void save(TableName anchor, Chain chain, LoadId load, String manifest);

  /** The manifest that was saved for the load, while it is kept. Blocks. */
  Optional<String> manifest(TableName anchor, Chain chain, LoadId load);

  /** The loads of the chain that have a manifest or staged data beside the anchor. Blocks. */
  Set<LoadId> kept(TableName anchor, Chain chain);

  /**
   * Makes one part of the load visible, if the table's last load of the chain is the part's {@code
   * expected} one. Safe to repeat, from any instance. Blocks.
   *
   * @throws dev.tributary.error.TributaryException {@code COMMIT_OUTCOME_UNKNOWN} when it may or
   *     may not have happened; then nothing was cleaned up and {@link #table} tells later
   */
  Outcome commit(Load load, TableName table);

  /**
   * How a load of this mode would change the table, which may be missing, in words for people;
   * empty where that goes without saying. Blocks.
   */
  default Optional<String> explain(TableName table, WriteMode mode) {
    return Optional.empty();
  }

  /** Forgets the manifest of a complete load that a later one followed; its rows stay. Blocks. */
  void forget(TableName anchor, Chain chain, LoadId complete);

  /**
   * Deletes the staged data and the manifest of a load that can no longer be committed, because
   * another one won its number or it was abandoned before its anchor was tried. Files that a table
   * refers to are never deleted. Blocks; safe to repeat.
   */
  void discard(TableName anchor, Chain chain, LoadId dead);

  /**
   * The schemas that the table had, the oldest first and the present one last, as far as the sink
   * keeps them. Blocks.
   */
  default List<SchemaVersion> history(TableName table) {
    return List.of();
  }

  /** Reads the table's visible rows. Blocks. */
  BatchReader read(TableName table, ReadRequest request);

  @Override
  void close();
}
