// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Keeps what pipelines remember between runs. Every change is a compare-and-set of a pipeline's
 * whole state, so that of several writers one wins and the others know. Thread-safe, except that
 * {@link #close()} comes last; several stores, in several processes, may stand over one backing.
 *
 * <p>Pipeline names are any well-formed text that is not empty; names that differ in anything, in
 * case too, are different pipelines.
 *
 * <p>All methods block. They throw a {@link TributaryException}: {@code STATE_UNAVAILABLE} or
 * {@code ACCESS_DENIED} when the backing cannot be reached or used; after one from {@link #replace}
 * the state is the old or the new one, whole.
 */
public interface StateStore extends AutoCloseable {

  /**
   * What was stored last, {@link PipelineState#empty()} when nothing ever was.
   *
   * @throws TributaryException {@code STATE_UNREADABLE} when something is stored that cannot be
   *     understood; it is left as it is
   */
  PipelineState read(String pipeline);

  /**
   * Stores {@code next} if the stored version is {@code next.version() - 1}, durably before it
   * returns.
   *
   * @return false when another version is stored; then nothing was changed
   * @throws TributaryException {@code STATE_UNREADABLE} when what is stored cannot be understood,
   *     where the store has to look into it
   */
  boolean replace(String pipeline, PipelineState next);

  /** The pipelines that have a state, in the order of their names. */
  List<String> pipelines();

  /**
   * Changes a state again and again until no other writer came between.
   *
   * @param change makes the new content from the stored one and leaves the version alone; may be
   *     asked several times; returning an equal state means that nothing needs to be written
   * @return the state that is stored now
   * @throws TributaryException {@code STATE_UNAVAILABLE} when others came between every time
   */
  default PipelineState update(String pipeline, UnaryOperator<PipelineState> change) {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      PipelineState stored = read(pipeline);
      PipelineState changed = change.apply(stored);
      if (changed.equals(stored)) {
        return stored;
      }
      PipelineState next = changed.next();
      if (replace(pipeline, next)) {
        return next;
      }
    }
    throw new TributaryException(
        ErrorCode.STATE_UNAVAILABLE,
        "The state of pipeline '" + pipeline + "' changes faster than it can be written",
        "Find out who else writes it, and run again");
  }

  @Override
  void close();
}
