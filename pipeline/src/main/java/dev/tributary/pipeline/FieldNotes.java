// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.schema.FieldPath;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is remembered of a stream's fields between loads. Immutable.
 *
 * @param names the names given to fields, by their path in the source, so that a field keeps its
 *     column when one of a like name appears
 * @param last per table and field, the last load in which the source sent the field; {@link
 *     LoadId#NONE} while it does
 */
record FieldNotes(Map<FieldPath, String> names, Map<TableName, Map<String, LoadId>> last) {

  private static final String NAMES = "names";
  private static final String PATH = "path";
  private static final String NAME = "name";
  private static final String LAST = "last";

  FieldNotes {
    names = Map.copyOf(names);
    last = Map.copyOf(last);
  }

  static FieldNotes of(Fields fields) {
    Map<TableName, Map<String, LoadId>> last = new LinkedHashMap<>();
    Fields tables = fields.optionalFields(LAST).orElse(Fields.empty());
    for (String table : tables.names()) {
      Map<String, LoadId> loads = new TreeMap<>();
      texts(tables.fields(table)).forEach((field, load) -> loads.put(field, new LoadId(load)));
      last.put(new TableName(table), loads);
    }
    return new FieldNotes(names(fields.list(NAMES, Fields.class)), last);
  }

  Fields toFields() {
    Map<String, Fields> tables = new TreeMap<>();
    last.forEach(
        (table, fields) -> {
          Map<String, String> loads = new TreeMap<>();
          fields.forEach((field, load) -> loads.put(field, load.value()));
          tables.put(table.value(), Fields.of(loads));
        });
    return Fields.of(NAMES, names(names)).with(LAST, Fields.of(tables));
  }

  /**
   * All names, also those that are as in the source, for these only the path: another field of a
   * like name may come when this one does not.
   */
  static List<Fields> names(Map<FieldPath, String> names) {
    return names.entrySet().stream()
        .map(each -> name(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Fields::toString))
        .toList();
  }

  private static Fields name(FieldPath path, String name) {
    Fields fields = Fields.of(PATH, path.names());
    return name.equals(path.last()) ? fields : fields.with(NAME, name);
  }

  static Map<FieldPath, String> names(List<Fields> plain) {
    Map<FieldPath, String> names = new LinkedHashMap<>();
    for (Fields each : plain) {
      FieldPath path = new FieldPath(each.list(PATH, String.class));
      names.put(path, each.optionalText(NAME).orElse(path.last()));
    }
    return names;
  }

  FieldNotes withNames(Map<FieldPath, String> newNames) {
    return new FieldNotes(newNames, last);
  }

  /** Per table, the fields that the source no longer sends, each with the last load that had it. */
  Map<TableName, Map<String, LoadId>> unseen() {
    Map<TableName, Map<String, LoadId>> unseen = new LinkedHashMap<>();
    last.forEach(
        (table, fields) -> {
          Map<String, LoadId> gone = new TreeMap<>(fields);
          gone.values().removeIf(LoadId::isNone);
          if (!gone.isEmpty()) {
            unseen.put(table, gone);
          }
        });
    return unseen;
  }

  /**
   * The notes after a load. Only tables that it brought rows into can tell that a field is missing.
   *
   * @param seen the fields that came, of each table with rows
   */
  FieldNotes after(Load load, Map<TableName, Set<String>> seen) {
    Map<TableName, Map<String, LoadId>> next = new LinkedHashMap<>(last);
    seen.forEach((table, came) -> next.put(table, after(table, came, load.previous())));
    return new FieldNotes(names, next);
  }

  private Map<String, LoadId> after(TableName table, Set<String> came, LoadId previous) {
    Map<String, LoadId> fields = new TreeMap<>(last.getOrDefault(table, Map.of()));
    fields.replaceAll((field, load) -> load.isNone() ? previous : load);
    came.forEach(field -> fields.put(field, LoadId.NONE));
    return fields;
  }

  private static Map<String, String> texts(Fields fields) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.names().forEach(name -> texts.put(name, fields.text(name)));
    return texts;
  }
}
