// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.load.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * How a row of a child table says where it belongs, and how the columns for that are called. Full
 * names, so that tables can look as another loader made them. Immutable.
 *
 * @param style what is used where the root has a key
 * @param rootKey the columns with the root's key; <code>{key}</code> stands for the root's column
 * @param index the columns with the place in a list, one per list on the way from the root; <code>
 *     {list}</code> stands for what that list's table adds to the root's name
 * @param rowId the id of a row that others hang on
 * @param rootId the id of the root row
 * @param parentId the id of the row that holds the list
 * @param listIndex the place in that list
 */
public record ChildKeys(
    Style style,
    String rootKey,
    String index,
    String rowId,
    String rootId,
    String parentId,
    String listIndex) {

  /**
   * The root's key and an index path, {@code _root_id}, {@code _items_idx}, {@code
   * _items__promos_idx}: these compress well, and tables join by equal names.
   */
  public static final ChildKeys INDEX_PATH =
      new ChildKeys(
          Style.INDEX_PATH,
          "_root_{key}",
          "_{list}_idx",
          "_row_id",
          "_root_id",
          "_parent_id",
          "_idx");

  /**
   * Ids that Tributary makes: {@code _row_id}, {@code _root_id}, {@code _parent_id}, {@code _idx}.
   */
  public static final ChildKeys ROW_IDS = INDEX_PATH.withStyle(Style.ROW_IDS);

  /** What ties a child row to its root. Without a key of the root it is always row ids. */
  public enum Style {
    INDEX_PATH,
    ROW_IDS
  }

  public ChildKeys {
    requirePart(rootKey, "{key}");
    requirePart(index, "{list}");
    List<String> ids = List.of(rowId, rootId, parentId, listIndex);
    if (ids.contains("") || new HashSet<>(ids).size() < ids.size()) {
      throw new IllegalArgumentException("Columns " + ids + " need four different names");
    }
  }

  public ChildKeys withStyle(Style newStyle) {
    return new ChildKeys(newStyle, rootKey, index, rowId, rootId, parentId, listIndex);
  }

  String rootKey(String key) {
    return rootKey.replace("{key}", key);
  }

  String index(String suffix) {
    return index.replace("{list}", suffix);
  }

  Fields toFields() {
    return Fields.of("style", style.name().toLowerCase(Locale.ROOT))
        .with("root-key", rootKey)
        .with("index", index)
        .with("row-id", rowId)
        .with("root-id", rootId)
        .with("parent-id", parentId)
        .with("list-index", listIndex);
  }

  static ChildKeys fromFields(Fields fields) {
    return new ChildKeys(
        Style.valueOf(fields.text("style").toUpperCase(Locale.ROOT)),
        fields.text("root-key"),
        fields.text("index"),
        fields.text("row-id"),
        fields.text("root-id"),
        fields.text("parent-id"),
        fields.text("list-index"));
  }

  private static void requirePart(String name, String part) {
    if (!name.contains(part)) {
      throw new IllegalArgumentException("'" + name + "' lacks " + part);
    }
  }
}
