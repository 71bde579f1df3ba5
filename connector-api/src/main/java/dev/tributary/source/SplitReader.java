// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split. Owned by one thread at a time; {@link #close()} may come from another one and
 * ends a read that blocks.
 */
public interface SplitReader extends AutoCloseable {

  /**
   * The next rows, or null after the last. A batch has a row at least, unless many were refused one
   * after the other and are to be asked for. Blocks. The batch is valid until the next call. An
   * interrupted read ends soon with {@code CANCELLED}, the thread's interrupt flag set.
   *
   * @throws dev.tributary.error.TributaryException when reading fails; the split can be opened
   *     again
   */
  @Nullable Batch next();

  /**
   * Rows that could not be read since this was last asked: at most a few thousand, as a batch ends
   * when there are many. A stream with a quarantine keeps them there; any other fails with the
   * first. Asked after each {@link #next()}, also the one that returned null.
   */
  default List<RefusedRow> refused() {
    return List.of();
  }

  /** How far the split has been read: the end of the last batch, or of the split after null. */
  Position position();

  /** Frees connections and threads, also in the middle. Harmless when called twice. */
  @Override
  void close();
}
