// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Something that loads data in a process of its own. */
interface Tool {

  String name();

  String version();

  /** What it loads each time. */
  Amount amount();

  /**
   * What starts it.
   *
   * @param folder an empty folder to write to
   */
  List<String> command(Path folder);

  /** Says what is wrong with what it left in {@code folder}, or nothing. */
  String wrong(Usage usage, Path folder) throws SQLException;

  /** Why this machine cannot have it, if so; then nothing else is asked. */
  default Optional<String> missing() {
    return Optional.empty();
  }

  /** Which of our own tools does the same and is compared with it. */
  default String rival() {
    return TributaryTool.NAME;
  }
}
