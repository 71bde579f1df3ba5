// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.e2e.process.Processes;
import dev.tributary.e2e.process.QuickStart;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that runs a shop's pipeline and is killed at a moment; it gets no chance to tidy up.
 */
final class Victim {

  private static final int KILLED = 128 + 9;
  private static final Moment NEVER = new Moment(Step.SWEEP, Moment.Side.AFTER, "", 99);

  private Victim() {}

  /** Runs the shop in another process until it is killed at the moment. */
  static void kill(Shop shop, Moment moment) {
    Processes.Ended ended =
        Lazy.START.run(
            Victim.class, shop.folder().toString(), shop.variant().name(), moment.toString());
    assertThat(ended.exit()).as("%s at %s: %s", shop, moment, ended.said()).isEqualTo(KILLED);
  }

  /** Arguments: the shop's folder, its variant, and the moment, which may never come. */
  public static void main(String[] args) {
    Shop shop = new Shop(Path.of(args[0]), Variant.valueOf(args[1]));
    Moment last = Moment.parse(args[2]);
    Moments moments =
        new Moments(
            moment -> {
              if (moment.equals(last)) {
                die();
              }
            });
    try (Pipeline pipeline = shop.pipeline(shop.variant().after(), moments)) {
      shop.variant().perform(pipeline, shop.variant().after()).orThrow();
    }
  }

  private static void die() {
    try {
      new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    while (true) {
      LockSupport.park();
    }
  }

  /** Made when the first process is started, and kept until the tests end. */
  private static final class Lazy {

    static final QuickStart START = prepare();

    private static QuickStart prepare() {
      try {
        Path folder = Files.createTempDirectory("tributary-victims");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
        Path shop = folder.resolve("shop");
        Folders.make(shop);
        return QuickStart.prepare(
            folder, Victim.class, shop.toString(), Variant.FIRST_LOAD.name(), NEVER.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
