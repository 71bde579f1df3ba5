// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.source.Source;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every {@link Source} must do. To check one, inherit, say how it is made and which stream is
 * read, and add rows:
 *
 * <pre>{@code
 * class FilesSourceTest extends SourceContract {
 *   @TempDir Path directory;
 *
 *   @Override
 *   protected Source newSource() {
 *     return new FilesSource(directory);
 *   }
 *
 *   @Override
 *   protected StreamRequest request() {
 *     return new StreamRequest("lines", Optional.of("id"), List.of(), Config.none());
 *   }
 *
 *   @Override
 *   protected void add(long... ids) {
 *     TestFiles.append(directory, ids);
 *   }
 * }
 * }</pre>
 *
 * <p>Rules have numbers, which stand in the names of the tests: R1 which rows a read brings, R2
 * rounds and splits, R3 batches, failures and interruption, R4 values, R5 streams and closing. The
 * stream should be set to make several splits and small batches where the source can, since one
 * batch of one split shows little.
 *
 * <p>Untested: that {@link Source#plan} and {@link SplitReader#next} leave the system that is read
 * as it was; that closing a reader from another thread ends a read that blocks; that memory does
 * not grow with the input; and what the optional hooks would show where they are not overridden:
 * R1.6 with equal cursor values, R3.2, R3.3 and R4.2. Tests that need such a hook and lack it
 * report themselves as skipped, with the rule's number.
 */
public abstract class SourceContract extends SourceStreamRules {

  /**
   * A new source, each time over the same backing within a test. The stream has no rows at the
   * start of every test. The contract closes what it was given.
   */
  @Override
  protected abstract Source newSource();

  /**
   * The stream to read, with a cursor where the source reads by one. Its rows have a field {@code
   * id}, unless {@link #id} says otherwise.
   */
  @Override
  protected abstract StreamRequest request();

  /** Adds rows with these ids, whose cursor values are later than all before, and rising. */
  @Override
  protected abstract void add(long... ids);

  /**
   * Adds rows with these ids whose cursor value equals that of the last row added. Where cursor
   * values are unique, later rows are added instead.
   */
  @Override
  protected void addAtBoundary(long... ids) {
    add(ids);
  }

  /**
   * Adds rows with nulls, empty text, extreme values and non-ASCII letters, and says how they must
   * arrive, as {@link dev.tributary.batch.RowView} names values. None, where a test has none.
   */
  @Override
  protected List<Map<String, @Nullable Object>> addTypical() {
    return List.of();
  }

  /**
   * Breaks the source, so that splits that were planned cannot be read to their end now; what is
   * returned mends it. Empty, where a test cannot.
   */
  @Override
  protected Optional<Runnable> breakDown() {
    return Optional.empty();
  }

  /** How many threads, connections or files sources hold open just now, as a test can count. */
  @Override
  protected long held() {
    return 0;
  }

  /** The id that {@link #add} gave a row. */
  @Override
  protected long id(Map<String, @Nullable Object> row) {
    if (row.get("id") instanceof Number id) {
      return id.longValue();
    }
    throw new AssertionError("A row has no number 'id', only " + row.keySet());
  }
}
