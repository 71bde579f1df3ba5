// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import dev.tributary.benchmarks.ToolResult.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs tools in turns, A B A B, so that a slow minute of the machine hits them all. */
final class Turns {

  private final List<Tool> tools;
  private final Callable<Double> serverCpuSeconds;
  private final Path workspace;
  private final Map<String, List<Usage>> usages = new LinkedHashMap<>();
  private final Map<String, Long> written = new LinkedHashMap<>();
  private final Map<String, Problem> problems = new LinkedHashMap<>();

  /**
   * @param serverCpuSeconds what a server that the tools share has used so far
   * @param workspace where each run gets an empty folder, removed once it was checked
   */
  Turns(List<Tool> tools, Callable<Double> serverCpuSeconds, Path workspace) {
    this.tools = tools;
    this.serverCpuSeconds = serverCpuSeconds;
    this.workspace = workspace;
  }

  /** The tools of these names in their order; all when there are no names. */
  static List<Tool> chosen(List<Tool> all, List<String> only) {
    List<String> names = all.stream().map(Tool::name).toList();
    if (!names.containsAll(only)) {
      throw new IllegalArgumentException("--only " + only + ": there are " + names);
    }
    return all.stream().filter(tool -> only.isEmpty() || only.contains(tool.name())).toList();
  }

  List<ToolResult> run(int rounds) throws Exception {
    for (Tool tool : tools) {
      tool.missing().ifPresent(why -> problems.put(tool.name(), new Problem(true, why)));
    }
    for (int round = 1; round <= rounds; round++) {
      for (Tool tool : tools) {
        if (!isMissing(tool)) {
          turn(tool, round);
        }
      }
    }
    return tools.stream().map(this::result).toList();
  }

  private boolean isMissing(Tool tool) {
    Problem problem = problems.get(tool.name());
    return problem != null && problem.missing();
  }

  private void turn(Tool tool, int round) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(workspace), tool.name());
    try {
      double serverBefore = serverCpuSeconds.call();
      Usage usage = ProcessMeter.run(tool.command(folder), folder.resolve("output.log"));
      usage = usage.withServerCpuSeconds(serverCpuSeconds.call() - serverBefore);
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
      problems.putIfAbsent(tool.name(), new Problem(false, problem));
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
        tool.rival(),
        tool.version(),
        tool.amount(),
        usages.getOrDefault(tool.name(), List.of()),
        written.getOrDefault(tool.name(), 0L),
        Optional.ofNullable(problems.get(tool.name())));
  }
}
