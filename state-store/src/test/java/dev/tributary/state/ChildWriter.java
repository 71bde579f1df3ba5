// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.nio.file.Path;

/** What {@link FileCrashTest} runs in other processes. */
final class ChildWriter {

  private ChildWriter() {}

  public static void main(String[] arguments) {
    StateStore store = new FileStateStore(Path.of(arguments[0]));
    int times = Integer.parseInt(arguments[2]);
    for (int i = 0; i < times; i++) {
      store.update(
          "shop", arguments[1].equals("fill") ? ChildWriter::filled : ChildWriter::counted);
    }
  }

  static PipelineState counted(PipelineState state) {
    String count = state.credentials().getOrDefault("count", "0");
    return state.withCredential("count", String.valueOf(Integer.parseInt(count) + 1));
  }

  /** A state of some size, all of one version. */
  static PipelineState filled(PipelineState state) {
    String value = ("version " + state.version()).repeat(2_000);
    PipelineState filled = state;
    for (int i = 0; i < 20; i++) {
      filled = filled.withCredential("part " + i, value);
    }
    return filled;
  }
}
