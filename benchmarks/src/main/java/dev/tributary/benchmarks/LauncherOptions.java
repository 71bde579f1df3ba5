// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How {@code ./tributary} starts Java, in a heap that is bounded. */
final class LauncherOptions {

  /** The system property with the file of options. */
  private static final String FILE = "tributary.java-options";

  private LauncherOptions() {}

  /** With more options, which win. */
  static List<String> with(String heap, List<String> more) {
    List<String> options = new ArrayList<>();
    Optional.ofNullable(System.getProperty(FILE)).ifPresent(file -> options.add("@" + file));
    options.add(heap);
    options.addAll(more);
    return options;
  }

  static String version() {
    return System.getProperty("tributary.version", "development");
  }
}
