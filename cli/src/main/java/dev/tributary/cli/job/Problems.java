// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Nearest;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a job file, each with the line where it stands. Settings are named by their
 * path, as in {@code source.url}. Owned by one thread.
 */
final class Problems {

  private record Problem(int line, String text) {}

  private final String origin;
  private final Map<String, Integer> lines = new HashMap<>();
  private final List<Problem> found = new ArrayList<>();

  Problems(String origin) {
    this.origin = origin;
  }

  /** Says on which line the setting of that path stands. */
  void place(String path, int line) {
    lines.put(path, line);
  }

  /** Adds a problem that begins with the path of its setting. */
  void add(String problem) {
    int space = problem.indexOf(' ');
    add(line(space < 0 ? problem : problem.substring(0, space)), problem);
  }

  void add(String path, String whatIsWrong) {
    add(line(path), path + " " + whatIsWrong);
  }

  void add(int line, String problem) {
    found.add(new Problem(line, problem));
  }

  void unknown(String group, String name, Collection<String> known) {
    String path = group.isEmpty() ? name : group + "." + name;
    String near = Nearest.to(name, known).map(it -> "; did you mean '" + it + "'?").orElse("");
    add(path, "is not a setting" + near);
  }

  /**
   * @throws TributaryException {@code SETTING_INVALID}, naming every problem, when there is one
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw Settings.invalid(
          found.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(problem -> origin + ":" + problem.line() + ": " + problem.text())
              .toList());
    }
  }

  static TributaryException unreadable(String origin, int line, String why) {
    return unreadable(origin + ":" + line, why, null);
  }

  static TributaryException unreadable(String where, String why, @Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.JOB_INVALID,
        where + ": the job cannot be read: " + why,
        "Give a file with one job in YAML or JSON, or - for standard input",
        cause);
  }

  /** The line of the path, or of the closest thing around it. */
  private int line(String path) {
    String place = path;
    while (!lines.containsKey(place) && place.contains(".")) {
      place = place.substring(0, place.lastIndexOf('.'));
    }
    return lines.getOrDefault(place, 1);
  }
}
