// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import java.util.Collection;

/** Closes several things, also when one of them cannot be closed. */
final class Closing {

  private Closing() {}

  static void all(Collection<? extends AutoCloseable> open) {
    RuntimeException first = null;
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        first = first == null ? unchecked(e) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static RuntimeException unchecked(Exception e) {
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
