// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a job file and the line on which it stands. Immutable.
 *
 * @param value a String, Long, Boolean or {@link Secret}; a List or a Map by key of further nodes;
 *     null where the file says nothing
 */
record JobNode(@Nullable Object value, int line) {

  Optional<Map<String, JobNode>> map() {
    @SuppressWarnings("unchecked") // the parser makes no other maps
    Map<String, JobNode> map = value instanceof Map<?, ?> ? (Map<String, JobNode>) value : null;
    return Optional.ofNullable(map);
  }

  Optional<List<JobNode>> list() {
    @SuppressWarnings("unchecked") // the parser makes no other lists
    List<JobNode> list = value instanceof List<?> ? (List<JobNode>) value : null;
    return Optional.ofNullable(list);
  }

  Optional<String> text() {
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  boolean isEmpty() {
    return value == null;
  }

  /** The value as settings take it: what is empty is left out. */
  @Nullable Object plain() {
    if (map().isPresent()) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map().get().forEach((key, node) -> putIfPresent(plain, key, node.plain()));
      return plain;
    }
    if (list().isPresent()) {
      return list().get().stream().filter(node -> !node.isEmpty()).map(JobNode::plain).toList();
    }
    return value;
  }

  private static void putIfPresent(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
