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
 * <p>It takes {@code tributary-connector-tck} and JUnit in test scope. Each test makes a new object
 * of the class, so that fields start afresh; use {@code @BeforeEach} to make an empty table, folder
 * or server, and keep a server that is slow to start in a static field. {@link #addAtBoundary},
 * {@link #addTypical}, {@link #breakDown} and {@link #held} are optional, and show the most.
 *
 * <p>Rules have numbers, which stand in the names of the tests: R1 which rows a read brings, R2
 * rounds and splits, R3 batches, failures and interruption, R4 values, R5 streams and closing. The
 * stream should be set to make several splits and small batches where the source can, since one
 * batch of one split shows little: up to 40 rows are added at a time.
 *
 * <p>Untested: that {@link Source#plan} and {@link SplitReader#next} leave the system that is read
 * as it was; that closing a reader from another thread ends a read that blocks; that memory does
 * not grow with the input; streams that can only be read whole each time; and what the optional
 * hooks would show where they are not overridden: R1.6 with equal cursor values, R3.2, R3.3 and
 * R4.2. R1.7, R3.3 and R4.2 then report themselves as skipped, R1.6 and R3.2 pass.
 */
public abstract class SourceContract extends SourceStreamRules {

  /**
   * A new source, each time over the same backing within a test. The stream is there, and has no
   * rows at the start of every test. Called several times in a test, also from several threads at
   * once. The contract closes what it was given.
   */
  @Override
  protected abstract Source newSource();

  /**
   * The stream to read, the same one in each call: its name as {@link Source#describe} says it, and
   * a cursor where the source reads by one. From where a read ended, it must be able to read only
   * what is new, by a cursor or by what its positions remember. Its rows have a whole number {@code
   * id}, unless {@link #id} says otherwise.
   */
  @Override
  protected abstract StreamRequest request();

  /**
   * Adds rows with these ids, whose cursor values are later than all before, and rising. When it
   * returns, any source can see them. Called several times in a test, also while a round is open;
   * no id comes twice.
   */
  @Override
  protected abstract void add(long... ids);

  /**
   * Adds rows with these ids whose cursor value equals that of the last row added. Where cursor
   * values are unique, or there is no cursor, later rows are added instead, as here.
   */
  @Override
  protected void addAtBoundary(long... ids) {
    add(ids);
  }

  /**
   * Adds rows with nulls, empty text, extreme values and non-ASCII letters to the empty stream, and
   * says how they must arrive: every field of each row by its name, nulls too, its value as {@link
   * dev.tributary.batch.RowView} gives it ({@link Batches#row} makes such a map). None, where a
   * test has none.
   */
  @Override
  protected List<Map<String, @Nullable Object>> addTypical() {
    return List.of();
  }

  /**
   * Breaks the source after a round was planned, so that at least one of its splits cannot be
   * opened or read to its end until it is mended, which is what the returned {@link Runnable} does:
   * rename the table and back, stop a server and start it again. Rows must survive. Empty, where a
   * test cannot.
   */
  @Override
  protected Optional<Runnable> breakDown() {
    return Optional.empty();
  }

  /**
   * How many threads, connections or files sources hold open just now: as the server counts
   * sessions, say, without the one that asks. After closing it is asked again and again for up to
   * ten seconds, since servers notice late.
   */
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
