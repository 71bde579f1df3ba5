// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A group of keys in a job file. Its keys are taken group by group of settings; what nobody took is
 * unknown. Owned by one thread.
 */
final class Section {

  private final String path;
  private final Map<String, JobNode> values;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  private Section(String path, Map<String, JobNode> values, Problems problems) {
    this.path = path;
    this.values = values;
    this.problems = problems;
    values.forEach((key, node) -> placed(key, node));
  }

  /** A section of the node; an empty one where the node is no group, which is a problem. */
  static Section of(String path, JobNode node, Problems problems) {
    problems.place(path, node.line());
    if (node.map().isEmpty() && !node.isEmpty()) {
      problems.add(path, "must be a group of settings, each 'name: value'");
    }
    return new Section(path, node.map().orElse(Map.of()), problems);
  }

  /** The values of the keys that these settings describe; what is wrong with them is reported. */
  Map<String, Object> take(Settings settings) {
    Map<String, Object> taken = new LinkedHashMap<>();
    for (Setting<?> setting : settings.all()) {
      takeNode(setting.name())
          .filter(node -> mayBe(setting, node))
          .map(JobNode::plain)
          .ifPresent(value -> taken.put(setting.name(), value));
    }
    return taken;
  }

  /** Reads the keys that these settings describe. */
  Config read(Settings settings) {
    return check(settings, take(settings));
  }

  Config check(Settings settings, Map<String, Object> taken) {
    List<String> wrong = new ArrayList<>();
    Config config = settings.read(path, taken, wrong);
    wrong.forEach(problems::add);
    return config;
  }

  /** The group under that key, if it is there. */
  Optional<Section> group(String key) {
    return takeNode(key).map(node -> of(path(key), node, problems));
  }

  /** The node under that key, if it is there and says something. */
  Optional<JobNode> takeNode(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key)).filter(node -> !node.isEmpty());
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Reports the keys that were not taken. */
  void refuseOthers() {
    values.keySet().stream()
        .filter(key -> !known.contains(key))
        .forEach(key -> problems.unknown(path, key, known));
  }

  private boolean mayBe(Setting<?> setting, JobNode node) {
    boolean refused = setting.kind() == Setting.Kind.TEXT && node.value() instanceof Secret;
    if (refused) {
      problems.add(
          path(setting.name()), "takes no secret, as it may be printed; write it as it is");
    }
    return !refused;
  }

  private void placed(String key, JobNode node) {
    problems.place(path(key), node.line());
    if (node.isEmpty()) {
      problems.add(path(key), "has no value; write one or remove the line");
    }
  }
}
