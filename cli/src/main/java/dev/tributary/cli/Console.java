// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds a command: its streams, its folder, its environment. Immutable; the streams are
 * not.
 *
 * @param out for what was asked for
 * @param err for errors, notes and progress
 * @param directory where the command was given
 * @param interactive whether a person watches {@code err} on a terminal
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Path directory,
    Map<String, String> environment,
    boolean interactive) {

  static Console standard() {
    return new Console(
        System.in,
        unicode(FileDescriptor.out),
        unicode(FileDescriptor.err),
        Path.of(""),
        System.getenv(),
        Terminal.isWatched());
  }

  /** Where no locale is set, Java would print question marks. */
  private static PrintStream unicode(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }
}
