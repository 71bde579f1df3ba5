// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * The state of a table that somebody saw: its head, and the schema it had. Immutable.
 *
 * @param snapshot empty for a table that never had rows
 */
record TableVersion(Optional<Long> snapshot, int schema) {

  private static final Pattern FORM =
      Pattern.compile("snapshot (none|-?\\d{1,19}), schema (\\d{1,9})");

  static TableVersion of(TableMetadata table) {
    return new TableVersion(
        Optional.ofNullable(table.currentSnapshot()).map(Snapshot::snapshotId),
        table.currentSchemaId());
  }

  static TableVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "'" + text + "' is not the version of an Iceberg table",
          "Check that the load was planned for this sink");
    }
    String snapshot = matcher.group(1);
    return new TableVersion(
        snapshot.equals("none") ? Optional.empty() : Optional.of(Long.valueOf(snapshot)),
        Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return "snapshot " + snapshot.map(String::valueOf).orElse("none") + ", schema " + schema;
  }
}
