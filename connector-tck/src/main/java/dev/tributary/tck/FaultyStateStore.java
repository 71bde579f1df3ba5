// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateStore;
import java.util.List;

/**
 * A state store between a caller and a real one that fails where a test asks it to, before or after
 * the real one did its work. Thread-safe as far as the real one is.
 */
public final class FaultyStateStore implements StateStore {

  /** What a caller may ask a state store to do, as far as it can be made to fail. */
  public enum Call {
    READ,
    REPLACE
  }

  private final StateStore real;
  private final CallFaults<Call> faults = new CallFaults<>();

  public FaultyStateStore(StateStore real) {
    this.real = real;
  }

  /** The n-th such call, counted from 1, fails with {@code STATE_UNAVAILABLE} and does nothing. */
  public FaultyStateStore fail(Call call, int nth) {
    return before(call, nth, () -> unavailable(call));
  }

  /** The n-th such call does its work and then fails with {@code STATE_UNAVAILABLE}. */
  public FaultyStateStore loseAnswer(Call call, int nth) {
    return after(call, nth, () -> unavailable(call));
  }

  /** Runs {@code task} before the n-th such call; what it throws, the call throws. */
  public FaultyStateStore before(Call call, int nth, Runnable task) {
    faults.before(call, nth, task);
    return this;
  }

  /** Runs {@code task} after the n-th such call; what it throws, the call throws. */
  public FaultyStateStore after(Call call, int nth, Runnable task) {
    faults.after(call, nth, task);
    return this;
  }

  /** The calls so far, in the order in which they began. */
  public List<Call> calls() {
    return faults.calls();
  }

  @Override
  public PipelineState read(String pipeline) {
    return faults.through(Call.READ, () -> real.read(pipeline));
  }

  @Override
  public boolean replace(String pipeline, PipelineState next) {
    return faults.through(Call.REPLACE, () -> real.replace(pipeline, next));
  }

  @Override
  public List<String> pipelines() {
    return real.pipelines();
  }

  @Override
  public void close() {
    real.close();
  }

  private static void unavailable(Call call) {
    throw new TributaryException(
        ErrorCode.STATE_UNAVAILABLE,
        "The state store failed at " + call + ", as the test asked",
        "Run again");
  }
}
