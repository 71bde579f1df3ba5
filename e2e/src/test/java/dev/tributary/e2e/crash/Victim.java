// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** A process that runs a shop's pipeline and is killed at a moment; it gets no chance to tidy up. */
final class Victim {

  private Victim() {}

  /** Arguments: the shop's folder, its variant, rows in the source, the moment. */
  public static void main(String[] args) {
    Shop shop = new Shop(Path.of(args[0]), Variant.valueOf(args[1]));
    Moment last = Moment.parse(args[3]);
    Moments moments =
        new Moments(
            moment -> {
              if (moment.equals(last)) {
                die();
              }
            });
    try (Pipeline pipeline = shop.pipeline(Integer.parseInt(args[2]), moments)) {
      pipeline.run().orThrow();
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
}
