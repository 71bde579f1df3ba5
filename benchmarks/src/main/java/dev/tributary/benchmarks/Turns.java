// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs tools in turns, A B A B, so that a slow minute of the machine hits them all. */
final class Turns {

  private final List<Tool> tools;
  private final PostgresServer server;
  private final Path workspace;
  private final Map<String, List<Usage>> usages = new LinkedHashMap<>();
  private final Map<String, Long> written = new LinkedHashMap<>();
  private final Map<String, String> wrong = new LinkedHashMap<>();

  /**
   * @param workspace where each run gets an empty folder, removed once it was checked
   */
  Turns(List<Tool> tools, PostgresServer server, Path workspace) {
    this.tools = tools;
    this.server = server;
    this.workspace = workspace;
  }

  List<ToolResult> run(int rounds) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      for (Tool tool : tools) {
        turn(tool, round);
      }
    }
    return tools.stream().map(this::result).toList();
  }

  private void turn(Tool tool, int round) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(workspace), tool.name());
    try {
      double serverBefore = server.cpuSeconds();
      Usage usage = ProcessMeter.run(tool.command(folder), folder.resolve("output.log"));
      usage = usage.withServerCpuSeconds(server.cpuSeconds() - serverBefore);
      Files.delete(folder.resolve("output.log"));
      usages.computeIfAbsent(tool.name(), name -> new ArrayList<>()).add(usage);
      written.put(tool.name(), Folders.bytes(folder));
      judge(tool, tool.wrong(usage, folder));
      say(tool, round, usage);
    } catch (IllegalStateException e) {
      judge(tool, String.valueOf(e.getMessage()));
    } finally {
      Folders.delete(folder);
    }
  }

  private void judge(Tool tool, String problem) {
    if (!problem.isEmpty()) {
      wrong.putIfAbsent(tool.name(), problem);
    }
  }

  private static void say(Tool tool, int round, Usage usage) {
    Progress.say(
        "round %d: %s %.2f s wall, %.2f s cpu",
        round, tool.name(), usage.wallSeconds(), usage.cpuSeconds());
  }

  private ToolResult result(Tool tool) {
    return new ToolResult(
        tool.name(),
        tool.version(),
        usages.getOrDefault(tool.name(), List.of()),
        written.getOrDefault(tool.name(), 0L),
        Optional.ofNullable(wrong.get(tool.name())));
  }
}
