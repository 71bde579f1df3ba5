// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Something that loads the table in a process of its own. */
interface Tool {

  String name();

  String version();

  /**
   * What starts it.
   *
   * @param folder an empty folder to write to
   */
  List<String> command(Path folder);

  /** Says what is wrong with what it left in {@code folder}, or nothing. */
  String wrong(Usage usage, Path folder) throws SQLException;
}
