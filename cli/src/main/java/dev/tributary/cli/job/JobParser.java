// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the text of a job file, YAML or JSON, which is YAML too. Nothing of the text is made into
 * objects but text, whole numbers, truth values, lists and maps; its depth and the number of its
 * values are limited, those that aliases repeat counted anew. Used once.
 */
final class JobParser {

  private static final int DEPTH_MAX = 30;
  private static final int NODES_MAX = 100_000;

  private final String origin;
  private final Iterator<Event> events;
  private final Map<String, JobNode> anchors = new HashMap<>();
  private int nodes;

  private JobParser(String text, String origin) {
    this.origin = origin;
    this.events =
        new Parse(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
            .parseString(text)
            .iterator();
  }

  /**
   * @throws dev.tributary.error.TributaryException {@code JOB_INVALID}, naming the line
   */
  static JobNode parse(String text, String origin) {
    try {
      return new JobParser(text, origin).document();
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw Problems.unreadable(origin, line, String.valueOf(e.getProblem()));
    } catch (YamlEngineException e) {
      throw Problems.unreadable(origin, 1, String.valueOf(e.getMessage()));
    }
  }

  private JobNode document() {
    Event event = events.next();
    while (event.getEventId() == Event.ID.StreamStart
        || event.getEventId() == Event.ID.DocumentStart) {
      event = events.next();
    }
    if (event.getEventId() == Event.ID.StreamEnd) {
      throw Problems.unreadable(origin, 1, "it is empty");
    }
    JobNode root = node(event, 1);
    events.next();
    Event end = events.next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw Problems.unreadable(origin, line(end), "a second document begins; a job is one");
    }
    return root;
  }

  private JobNode node(Event event, int depth) {
    if (depth > DEPTH_MAX) {
      throw Problems.unreadable(origin, line(event), "it is nested deeper than " + DEPTH_MAX);
    }
    count(event, 1);
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    if (event instanceof ScalarEvent scalar) {
      return anchored(scalar, new JobNode(value(scalar), line(scalar)));
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    refuseTag(start.getTag(), start);
    Object value = event.getEventId() == Event.ID.MappingStart ? mapping(depth) : sequence(depth);
    return anchored(start, new JobNode(value, line(start)));
  }

  private List<JobNode> sequence(int depth) {
    List<JobNode> list = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      list.add(node(event, depth + 1));
      event = events.next();
    }
    return list;
  }

  private Map<String, JobNode> mapping(int depth) {
    Map<String, JobNode> map = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (!(event instanceof ScalarEvent key)) {
        throw Problems.unreadable(origin, line(event), "a key is not a text");
      }
      if (map.containsKey(key.getValue())) {
        throw Problems.unreadable(origin, line(key), "'" + key.getValue() + "' stands there twice");
      }
      JobNode value = node(events.next(), depth + 1);
      map.put(key.getValue(), new JobNode(value.value(), line(key)));
      event = events.next();
    }
    return map;
  }

  private JobNode anchored(NodeEvent event, JobNode node) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    return node;
  }

  /** What is being built has no anchor yet, so nothing can hold itself. */
  private JobNode alias(AliasEvent event) {
    JobNode node = anchors.get(event.getAlias().getValue());
    if (node == null) {
      throw Problems.unreadable(
          origin, line(event), "nothing is called &" + event.getAlias().getValue() + " before it");
    }
    countAgain(event, node);
    return node;
  }

  private void countAgain(Event event, JobNode node) {
    count(event, 1);
    node.map().ifPresent(map -> map.values().forEach(each -> countAgain(event, each)));
    node.list().ifPresent(list -> list.forEach(each -> countAgain(event, each)));
  }

  private void count(Event event, int more) {
    nodes += more;
    if (nodes > NODES_MAX) {
      throw Problems.unreadable(
          origin, line(event), "it holds more than " + NODES_MAX + " values, aliases included");
    }
  }

  private @Nullable Object value(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (!scalar.isPlain() || scalar.getTag().isPresent()) {
      refuseTag(scalar.getTag().filter(tag -> !tag.equals("tag:yaml.org,2002:str")), scalar);
      return text;
    }
    if (text.isEmpty() || text.equals("~") || text.equals("null")) {
      return null;
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    return text.matches("0|-?[1-9][0-9]{0,17}") ? Long.valueOf(text) : text;
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent() && !tag.get().equals("!")) {
      throw Problems.unreadable(origin, line(event), "the tag " + tag.get() + " has no meaning");
    }
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
