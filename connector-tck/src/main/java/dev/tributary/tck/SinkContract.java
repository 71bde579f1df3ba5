// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.Sink;
import java.util.List;

/**
 * What every {@link Sink} must do. To check one, inherit and say how it is made:
 *
 * <pre>{@code
 * class LakeSinkTest extends SinkContract {
 *   @TempDir Path lake;
 *
 *   @Override
 *   protected Sink newSink() {
 *     return new LakeSink(lake);
 *   }
 * }
 * }</pre>
 *
 * <p>Rules have numbers, which stand in the names of the tests: K1 commits, K2 schemas, K3 staging
 * and types, K4 closing, K5 discarding, K6 modes, K7 several tables, K8 manifests, K9 reading. What
 * a sink does not declare in its capabilities, it must refuse with a code, and change nothing.
 *
 * <p>Untested, because nothing from outside can bring it about in every sink: K1.6, that a lost
 * answer to a commit is {@code COMMIT_OUTCOME_UNKNOWN} and that nothing was cleaned up; that a
 * commit that failed for sure left the table as it was; that {@link Sink#evolve} of a table that
 * failed midway did. A sink should test them with a network or a file system that fails; {@link
 * FaultySink} plays such a sink for those who call one.
 */
public abstract class SinkContract extends SinkManifestRules {

  /**
   * A new sink, each time over the same backing within a test. The backing is empty at the start of
   * every test. The contract closes what it was given.
   */
  @Override
  protected abstract Sink newSink();

  /**
   * The values of the column {@code id}, a long, that readers of the table see, in any order. Where
   * possible they are read by other means than the sink: another engine or library.
   */
  @Override
  protected List<Long> readBack(TableName table) {
    return visibleIds(table);
  }

  /**
   * Adds a row with this {@code id} and any {@code name} to the table, as a program that knows
   * nothing of loads would. Where a sink leaves it as it is, another chain of its own does.
   */
  @Override
  protected void writeAsAnother(TableName table, long id) {
    new Loads(sink(), new Chain("another", "writer")).commit(table, WriteMode.APPEND, rows(id));
  }

  /**
   * Does to the table what its owner would do now and then, such as compacting files or expiring
   * snapshots; after it the rows are the same. Nothing, where the sink has nothing of the kind.
   */
  @Override
  protected void maintain(TableName table) {}
}
