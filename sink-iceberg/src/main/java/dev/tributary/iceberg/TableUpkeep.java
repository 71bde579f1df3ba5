// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.TableName;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.MaintenanceRequest.Task;
import dev.tributary.sink.Upkeep;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.util.PropertyUtil;

/** The upkeep of one table: what makes files superfluous comes before what deletes them. */
final class TableUpkeep {

  private final Tables tables;
  private final TableName name;
  private final MaintenanceRequest request;
  private final Clock clock;
  private final List<String> notes = new ArrayList<>();

  TableUpkeep(Tables tables, TableName name, MaintenanceRequest request, Clock clock) {
    this.tables = tables;
    this.name = name;
    this.request = request;
    this.clock = clock;
  }

  /**
   * @param targetBytesElse where neither the request nor the table says how large files are
   */
  Upkeep run(long targetBytesElse, RowGroupMemory memory) {
    Table table = tables.load(name);
    Upkeep.Files files =
        request.wants(Task.COMPACT)
            ? new Compaction(name, table, request, clock, notes).run(targetBytesElse, memory)
            : Upkeep.Files.UNTOUCHED;
    Upkeep.Manifests manifests =
        request.wants(Task.MANIFESTS)
            ? new ManifestUpkeep(table, notes).run(request.isDryRun())
            : Upkeep.Manifests.UNTOUCHED;
    Upkeep.Snapshots snapshots =
        request.wants(Task.EXPIRE) && mayDelete(table, "No snapshot expired")
            ? new Expiry(table, request, clock, notes).run()
            : Upkeep.Snapshots.UNTOUCHED;
    Upkeep.Orphans orphans =
        request.wants(Task.ORPHANS) && mayDelete(table, "No file of nobody was looked for")
            ? new Orphans(tables, name, table, request, clock, notes).run()
            : Upkeep.Orphans.UNTOUCHED;
    return new Upkeep(name, files, manifests, snapshots, orphans, notes);
  }

  /** Somebody else may own the files of a table that says so. */
  private boolean mayDelete(Table table, String otherwise) {
    boolean may =
        PropertyUtil.propertyAsBoolean(
            table.properties(), TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT);
    if (!may) {
      notes.add(otherwise + ", because the table's property gc.enabled is false");
    }
    return may;
  }
}
