// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.TableMetadata;

/** The tag that a load puts on its snapshot, where the table has a property that asks for it. */
final class LoadTag {

  static final String PROPERTY = "tributary.tag-loads";

  private static final String STANDARD = "load-{load}";

  private LoadTag() {}

  /**
   * The name of tags that a setting asks for; empty for none.
   *
   * @throws TributaryException {@code SETTING_INVALID} when two loads would get the same name
   */
  static String pattern(String setting) {
    if (setting.equals("false")) {
      return "";
    }
    if (setting.equals("true")) {
      return STANDARD;
    }
    if (!setting.contains("{load}") && !setting.contains("{number}")) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "tag-loads is '" + setting + "', which gives all loads the same tag",
          "Write {load} or {number} where the tags differ, or only true");
    }
    return setting;
  }

  static Optional<String> name(Map<String, String> properties, Chain chain, LoadId load) {
    return Optional.ofNullable(properties.get(PROPERTY))
        .filter(pattern -> !pattern.isEmpty())
        .map(
            pattern ->
                pattern
                    .replace("{load}", load.value())
                    .replace("{number}", Long.toString(load.number()))
                    .replace("{stream}", chain.stream()));
  }

  /** The table with its head tagged, unless somebody has a tag or branch of this name. */
  static TableMetadata on(TableMetadata table, String name) {
    if (table.currentSnapshot() == null || table.ref(name) != null) {
      return table;
    }
    SnapshotRef tag = SnapshotRef.tagBuilder(table.currentSnapshot().snapshotId()).build();
    return TableMetadata.buildFrom(table).setRef(name, tag).build();
  }
}
