// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.pipeline.RunReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A run in the background that halts at a moment until it is let go. */
final class Attempt {

  private static final int PATIENCE_SECONDS = 60;

  private final CompletableFuture<Object> halted = new CompletableFuture<>();
  private final CompletableFuture<Object> letGo = new CompletableFuture<>();
  private final CompletableFuture<RunReport> ended = new CompletableFuture<>();

  private Attempt() {}

  /**
   * Begins a run, and returns when it halts at the moment, or ends because it never comes there.
   */
  static Attempt begin(PipelineBuilder builder, Moment moment) {
    Attempt attempt = new Attempt();
    builder.listener(
        new Moments(
            each -> {
              if (each.equals(moment)) {
                attempt.halted.complete(each);
                await(attempt.letGo);
              }
            }));
    Thread thread = new Thread(() -> attempt.run(builder), "attempt");
    thread.setDaemon(true);
    thread.start();
    await(CompletableFuture.anyOf(attempt.halted, attempt.ended));
    return attempt;
  }

  /** Lets the run go on and waits for its end; how it failed, if it did. */
  Optional<ErrorCode> end() {
    letGo.complete("go");
    return await(ended).worst().map(TributaryException::code);
  }

  private void run(PipelineBuilder builder) {
    try (Pipeline pipeline = builder.build()) {
      ended.complete(pipeline.run());
    } catch (RuntimeException | Error e) {
      ended.completeExceptionally(e);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
