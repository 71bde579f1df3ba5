// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.evolution.ChildKeys;
import dev.tributary.evolution.ChildKeys.Style;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.evolution.Nesting.OnLimit;
import dev.tributary.schema.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a stream of a job file says of nested values: one word, or a group with the mode in it. */
final class NestedSection {

  private static final Nesting STANDARD = Nesting.of(Mode.KEEP);
  private static final ChildKeys NAMES = ChildKeys.INDEX_PATH;

  private static final Setting<Mode> MODE =
      Setting.choice("mode", Mode.class)
          .orElse(Mode.KEEP)
          .describedAs("Objects and lists stay, become columns and tables, or json");
  private static final Setting<Long> DEPTH =
      Setting.number("depth-max", 0, 100)
          .orElse((long) STANDARD.depthMax())
          .describedAs("How deep values may nest; what is deeper is json");
  private static final Setting<List<String>> JSON =
      Setting.texts("json")
          .orElse(List.of())
          .describedAs("Paths, with dots, of nested values that are json");
  private static final Setting<List<String>> MAPS =
      Setting.texts("maps")
          .orElse(List.of())
          .describedAs("Paths, with dots, of objects whose field names are data");
  private static final Setting<Style> KEYS =
      Setting.choice("keys", Style.class)
          .orElse(Style.INDEX_PATH)
          .describedAs("How child rows say where they belong, where the root has a key");
  private static final Setting<Long> COLUMNS =
      Setting.number("columns-max", 1, 100_000)
          .orElse((long) STANDARD.columnsMax())
          .describedAs("The most columns of a table");
  private static final Setting<Long> NEW_COLUMNS =
      Setting.number("new-columns-max", 0, 100_000)
          .orElse((long) STANDARD.newColumnsMax())
          .describedAs("The most columns that one load may add to a table");
  private static final Setting<Long> TABLES =
      Setting.number("tables-max", 0, 10_000)
          .orElse((long) STANDARD.tablesMax())
          .describedAs("The most child tables");
  private static final Setting<OnLimit> ON_LIMIT =
      Setting.choice("on-limit", OnLimit.class)
          .orElse(OnLimit.REFUSE)
          .describedAs("Beyond the most, whether to refuse the load or make the culprit json");
  private static final Setting<String> ROOT_KEY =
      name("root-key-column", NAMES.rootKey(), "the root's key; {key} is its column");
  private static final Setting<String> INDEX =
      name("index-column", NAMES.index(), "the place in a list; {list} is the list");
  private static final Setting<String> ROW_ID =
      name("row-id-column", NAMES.rowId(), "the id of a row that others hang on");
  private static final Setting<String> ROOT_ID =
      name("root-id-column", NAMES.rootId(), "the id of the root row");
  private static final Setting<String> PARENT_ID =
      name("parent-id-column", NAMES.parentId(), "the id of the row that holds the list");
  private static final Setting<String> LIST_INDEX =
      name("list-index-column", NAMES.listIndex(), "the place in that list");

  private static final Settings ALL =
      Settings.of(
          MODE,
          DEPTH,
          JSON,
          MAPS,
          KEYS,
          COLUMNS,
          NEW_COLUMNS,
          TABLES,
          ON_LIMIT,
          ROOT_KEY,
          INDEX,
          ROW_ID,
          ROOT_ID,
          PARENT_ID,
          LIST_INDEX);

  private NestedSection() {}

  static Nesting read(Section section, Problems problems) {
    return section
        .takeNode("nested")
        .map(node -> read(section.path("nested"), node, problems))
        .orElse(STANDARD);
  }

  private static Nesting read(String path, JobNode node, Problems problems) {
    Section group =
        Section.of(
            path,
            node.map().isPresent()
                ? node
                : new JobNode(
                    Map.of(MODE.name(), new JobNode(node.value(), node.line())), node.line()),
            problems);
    Config config = group.read(ALL);
    group.refuseOthers();
    try {
      return nesting(config);
    } catch (IllegalArgumentException e) {
      problems.add(path, "is wrong: " + e.getMessage());
      return STANDARD;
    }
  }

  private static Nesting nesting(Config config) {
    ChildKeys keys =
        new ChildKeys(
            config.get(KEYS),
            config.get(ROOT_KEY),
            config.get(INDEX),
            config.get(ROW_ID),
            config.get(ROOT_ID),
            config.get(PARENT_ID),
            config.get(LIST_INDEX));
    return Nesting.of(config.get(MODE))
        .withDepthMax(config.get(DEPTH).intValue())
        .withJson(paths(config.get(JSON)))
        .withMaps(paths(config.get(MAPS)))
        .withKeys(keys)
        .withLimits(
            config.get(COLUMNS).intValue(),
            config.get(NEW_COLUMNS).intValue(),
            config.get(TABLES).intValue(),
            config.get(ON_LIMIT));
  }

  private static Set<FieldPath> paths(List<String> texts) {
    return texts.stream().map(text -> FieldPath.of(text.split("\\."))).collect(Collectors.toSet());
  }

  private static Setting<String> name(String setting, String standard, String what) {
    return Setting.text(setting)
        .orElse(standard)
        .describedAs("The column of child tables with " + what);
  }
}
