// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.sink.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one part of a load visible exactly once. A round reads the chain's receipt and the table's
 * head from one look at the table, and commits under the {@link CommitCondition} that nothing of
 * the chain came after that head. What is refused although the receipt is still the expected one
 * (the head expired meanwhile), and what others were faster at, is tried in a new round.
 * Thread-safe where the table is used by one thread.
 */
final class Committer {

  private static final int ROUNDS_MAX = 30;

  /** Up to so long a round waits for others to get out of the way, at first; then longer. */
  private static final long PAUSE_MILLIS = 20;

  private static final long PAUSE_MILLIS_MAX = 2_000;

  /** A key and what is known of it take about 200 bytes; all together get an eighth of the heap. */
  private static final long KEYS_MAX = Runtime.getRuntime().maxMemory() / 8 / 200;

  private final Table table;
  private final Load load;
  private final Load.Part part;
  private final TableOperations operations;
  private final Function<TableName, Table> tables;

  /** Why the last round was refused, where Iceberg told. */
  private @Nullable RuntimeException refusal;

  /**
   * @param tables finds the table of another part of the load
   */
  Committer(Table table, Load load, Load.Part part, Function<TableName, Table> tables) {
    this.table = table;
    this.load = load;
    this.part = part;
    this.operations = Tables.operations(table);
    this.tables = tables;
  }

  /**
   * Commits.
   *
   * @throws TributaryException {@code COMMIT_OUTCOME_UNKNOWN}; or {@code TABLE_CHANGED}, {@code
   *     SINK_UNAVAILABLE} and then nothing changed
   */
  Outcome commit() {
    for (int round = 1; round <= ROUNDS_MAX; round++) {
      LoadId last = ChainHead.of(operations.current(), load.chain()).load();
      if (last.equals(load.id())) {
        return Outcome.ALREADY;
      }
      if (!last.equals(part.expected())) {
        return Outcome.REFUSED;
      }
      Optional<Outcome> outcome = round(operations.current());
      if (outcome.isPresent()) {
        return outcome.get();
      }
      pause(round);
      operations.refresh();
    }
    throw new TributaryException(
        ErrorCode.SINK_UNAVAILABLE,
        "Table '"
            + part.table()
            + "' was changed by others during each of "
            + ROUNDS_MAX
            + " attempts to commit load "
            + load.id(),
        "Run again when fewer writers are at work",
        refusal);
  }

  /** Writers that all try again at once meet again; so each waits for a time of its own. */
  private void pause(int round) {
    long most = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS << Math.min(round, 10));
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TributaryException(
          ErrorCode.CANCELLED,
          "The run was asked to stop before load " + load.id() + " was in '" + part.table() + "'",
          "Run again to go on where it stopped");
    }
  }

  /** One attempt; empty when it provably changed nothing and another one may succeed. */
  private Optional<Outcome> round(TableMetadata now) {
    Snapshot head = now.currentSnapshot();
    CommitCondition condition =
        new CommitCondition(
            ChainKey.of(load.chain()), load.id(), head == null ? null : head.snapshotId());
    FencedOperations fence =
        new FencedOperations(operations, LoadTag.name(now.properties(), load.chain(), load.id()));
    MergeCommit merge = new MergeCommit(table, load, part, tables);
    try {
      attempt(fence, condition, merge);
      fence.io().deleteUnwanted();
      merge.cleanUp();
      return Optional.of(Outcome.COMMITTED);
    } catch (CommitCondition.LandedBefore e) {
      return Optional.of(Outcome.ALREADY);
    } catch (ValidationException e) {
      merge.abandon();
      refusal = e;
      return refused(condition, e);
    } catch (CommitFailedException e) {
      merge.abandon();
      return Optional.empty();
    } catch (CommitStateUnknownException e) {
      throw unknown(e);
    } catch (RuntimeException e) {
      if (fence.undecided() || !hasExpired(head)) {
        throw fence.undecided() ? unknown(e) : e;
      }
      merge.abandon();
      return Optional.empty();
    }
  }

  /** Nothing can be validated against a snapshot that is gone; Iceberg has no exception for it. */
  private boolean hasExpired(@Nullable Snapshot head) {
    return head != null && operations.refresh().snapshot(head.snapshotId()) == null;
  }

  private void attempt(FencedOperations fence, CommitCondition condition, MergeCommit merge) {
    ChainKey chain = ChainKey.of(load.chain());
    Receipt receipt = new Receipt(load.id(), part.receipt());
    Publication publication =
        new Publication(
            table.name(), fence, condition, new Stamp(chain, receipt, load.id().time()));
    if (PartitionScope.is(part.mode())) {
      List<DataFile> files = StagedFiles.files(part, fence.current());
      PartitionScope.check(part.table(), files, fence.current(), fence.io());
      publication.replacePartitions(files, TableVersion.parse(part.version()).snapshot());
    } else if (part.mode().disposition() == Disposition.REPLACE) {
      publication.replace(
          StagedFiles.files(part, fence.current()), TableVersion.parse(part.version()).snapshot());
    } else if (part.mode().disposition() == Disposition.MERGE) {
      merge.into(publication, fence.current(), KEYS_MAX);
    } else {
      publication.append(StagedFiles.files(part, fence.current()));
    }
    publication.publish(part.expected());
  }

  private Optional<Outcome> refused(CommitCondition condition, ValidationException e) {
    if (condition.refused() || part.mode().disposition() == Disposition.MERGE) {
      return Optional.empty(); // a merge looks at the new rows and tries again
    }
    throw new TributaryException(
        ErrorCode.TABLE_CHANGED,
        "Table '"
            + part.table()
            + "' got rows from somebody else after load "
            + load.id()
            + " was planned to replace it",
        "Run again to replace those rows too, or stop the other writer",
        e);
  }

  private TributaryException unknown(RuntimeException cause) {
    return new TributaryException(
        ErrorCode.COMMIT_OUTCOME_UNKNOWN,
        "No answer to the commit of load " + load.id() + " to table '" + part.table() + "'",
        "Run again; the next run asks the table first",
        cause);
  }

  /** When the last load of any chain that is part of the table began. */
  static Instant lastLoadedAt(TableMetadata table) {
    Instant last = Publication.loadedAt(table.properties());
    for (Snapshot snapshot : ChainHead.ancestors(table)) {
      Instant each = Stamp.of(snapshot).map(Stamp::loadedAt).orElse(Instant.EPOCH);
      last = each.isAfter(last) ? each : last;
    }
    return last;
  }
}
