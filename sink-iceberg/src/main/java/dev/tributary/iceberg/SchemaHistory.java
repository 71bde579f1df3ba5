// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import dev.tributary.sink.SchemaVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/** The schemas of a table, oldest first, each with the first load whose snapshot has it. */
final class SchemaHistory {

  private SchemaHistory() {}

  static List<SchemaVersion> of(Table table) {
    Map<Integer, LoadId> loads = new HashMap<>();
    for (Snapshot snapshot : table.snapshots()) {
      Stamp.of(snapshot)
          .filter(stamp -> snapshot.schemaId() != null)
          .ifPresent(stamp -> loads.merge(snapshot.schemaId(), stamp.load(), SchemaHistory::first));
    }
    List<Schema> schemas = new ArrayList<>(table.schemas().values());
    schemas.sort(Comparator.comparingInt(Schema::schemaId));
    List<SchemaVersion> versions = new ArrayList<>();
    for (Schema schema : schemas) {
      versions.add(
          new SchemaVersion(
              Integer.toString(schema.schemaId()),
              loads.getOrDefault(schema.schemaId(), LoadId.NONE),
              IcebergTypes.fromIceberg(schema)));
    }
    return versions;
  }

  private static LoadId first(LoadId a, LoadId b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
