// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells people that a pipeline is being run, by whom and where. A courtesy: two runs at once are
 * safe anyway, they are only a waste. Thread-safe.
 */
public final class Leases {

  private final StateStore store;
  private final Clock clock;
  private final Duration length;
  private final String host;

  /**
   * @param length how long a lease lasts when nobody renews it
   */
  public Leases(StateStore store, Clock clock, Duration length) {
    this(store, clock, length, thisHost());
  }

  Leases(StateStore store, Clock clock, Duration length, String host) {
    this.store = store;
    this.clock = clock;
    this.length = length;
    this.host = host;
  }

  /**
   * Takes the pipeline's lease, unless another holder has one that is alive. Blocks.
   *
   * @param holder tells runs apart; a holder may take its own lease again
   * @return the other's lease, which was left alone; empty when it is ours now
   */
  public Optional<Lease> take(String pipeline, String holder) {
    PipelineState taken =
        store.update(
            pipeline,
            state ->
                state.lease().filter(lease -> isAnothers(lease, holder)).isPresent()
                    ? state
                    : state.withLease(lease(state, holder)));
    return taken.lease().filter(lease -> !lease.holder().equals(holder));
  }

  /**
   * Makes the holder's lease last from now on. Blocks.
   *
   * @return false when the holder has no lease, because it ran out and another took it
   */
  public boolean renew(String pipeline, String holder) {
    PipelineState renewed =
        store.update(
            pipeline,
            state -> isHeldBy(state, holder) ? state.withLease(lease(state, holder)) : state);
    return isHeldBy(renewed, holder);
  }

  /** Gives the holder's lease back; another's is left alone. Blocks; harmless when repeated. */
  public void release(String pipeline, String holder) {
    store.update(pipeline, state -> isHeldBy(state, holder) ? state.withoutLease() : state);
  }

  private boolean isAnothers(Lease lease, String holder) {
    return !lease.holder().equals(holder) && lease.isAlive(clock.instant());
  }

  private static boolean isHeldBy(PipelineState state, String holder) {
    return state.lease().filter(lease -> lease.holder().equals(holder)).isPresent();
  }

  private Lease lease(PipelineState state, String holder) {
    Instant now = clock.instant();
    Instant since =
        state.lease().filter(lease -> lease.holder().equals(holder)).map(Lease::since).orElse(now);
    return new Lease(holder, host, ProcessHandle.current().pid(), since, now.plus(length));
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
