// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.state.Lease;
import dev.tributary.state.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the state store, as long as a run lasts, that the pipeline is being run. A courtesy: a
 * second run is told and goes on, because two at once are safe.
 */
final class Running implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Running.class);
  private static final Duration LENGTH = Duration.ofSeconds(60);

  private final Leases leases;
  private final String pipeline;
  private final String holder;
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "tributary-lease");
            thread.setDaemon(true);
            return thread;
          });

  private final ScheduledFuture<?> renews;

  private Running(Parts parts, Leases leases, String holder) {
    this.leases = leases;
    this.holder = holder;
    this.pipeline = parts.name();
    long third = LENGTH.toMillis() / 3;
    this.renews = renewal.scheduleAtFixedRate(this::renew, third, third, TimeUnit.MILLISECONDS);
  }

  static Running begin(Parts parts) {
    Leases leases = new Leases(parts.state(), parts.clock(), LENGTH);
    String holder = UUID.randomUUID().toString();
    Optional<Lease> other = leases.take(parts.name(), holder);
    other.ifPresent(
        lease ->
            parts
                .listener()
                .notice(
                    new Chain(parts.name(), ""),
                    "Another run says it is at work: " + lease + "; of racing loads one will win"));
    return new Running(parts, leases, holder);
  }

  private void renew() {
    try {
      leases.renew(pipeline, holder);
    } catch (TributaryException e) {
      LOG.debug("The lease of pipeline {} was not renewed", pipeline, e);
    }
  }

  /** Works also on an interrupted thread, whose flag it keeps. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    renews.cancel(false);
    renewal.shutdownNow();
    try {
      leases.release(pipeline, holder);
    } catch (TributaryException e) {
      LOG.debug("The lease of pipeline {} was not released", pipeline, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
