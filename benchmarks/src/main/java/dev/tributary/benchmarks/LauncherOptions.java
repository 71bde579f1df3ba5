// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How {@code ./tributary} starts Java, in a heap that is bounded. */
final class LauncherOptions {

  /** The system property with the file of options. */
  private static final String FILE = "tributary.java-options";

  /** The system property with the folder where the launcher keeps its jars and its archive. */
  private static final String HOME = "tributary.home";

  private LauncherOptions() {}

  /** With more options, which win. */
  static List<String> with(String heap, List<String> more) {
    List<String> options = new ArrayList<>();
    Optional.ofNullable(System.getProperty(FILE)).ifPresent(file -> options.add("@" + file));
    home()
        .map(home -> home.resolve("classes.jsa"))
        .filter(Files::exists)
        .ifPresent(archive -> options.add("-XX:SharedArchiveFile=" + archive));
    options.add(heap);
    options.addAll(more);
    return options;
  }

  /** The launcher's jars come first, as the archive is of these; the benchmark's own follow. */
  static String classPath() {
    String own = System.getProperty("java.class.path");
    return home().map(home -> home + "/lib/*" + File.pathSeparator + own).orElse(own);
  }

  static String version() {
    return System.getProperty("tributary.version", "development");
  }

  private static Optional<Path> home() {
    return Optional.ofNullable(System.getProperty(HOME)).map(Path::of);
  }
}
