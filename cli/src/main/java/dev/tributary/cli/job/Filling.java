// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills the placeholders of a whole job, and gathers the secrets it meets. Used once. */
final class Filling {

  private final Placeholders placeholders;
  private final Problems problems;
  private final Set<Secret> secrets = new LinkedHashSet<>();

  Filling(Placeholders placeholders, Problems problems) {
    this.placeholders = placeholders;
    this.problems = problems;
  }

  /** The node with its texts filled; those that cannot be filled stay and are problems. */
  JobNode fill(String path, JobNode node) {
    if (node.map().isPresent()) {
      Map<String, JobNode> filled = new LinkedHashMap<>();
      node.map().get().forEach((key, each) -> filled.put(key, fill(path(path, key), each)));
      return new JobNode(filled, node.line());
    }
    if (node.list().isPresent()) {
      List<JobNode> filled =
          node.list().get().stream().map(each -> fill(itemPath(path, each), each)).toList();
      return new JobNode(filled, node.line());
    }
    return node.text().map(text -> fillText(path, node, text)).orElse(node);
  }

  /** The secrets that were filled in. */
  Set<Secret> secrets() {
    return secrets;
  }

  private JobNode fillText(String path, JobNode node, String text) {
    try {
      Object filled = placeholders.fill(text);
      if (filled instanceof Secret secret) {
        secrets.add(secret);
      }
      return new JobNode(filled, node.line());
    } catch (IllegalArgumentException e) {
      problems.add(node.line(), path + " " + e.getMessage());
      return node;
    }
  }

  private static String path(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  private static String itemPath(String list, JobNode item) {
    return item.map()
        .map(map -> map.get("name"))
        .flatMap(JobNode::text)
        .map(name -> path(list, name))
        .orElse(list);
  }
}
