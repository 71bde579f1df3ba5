// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Upkeep;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileInfo;

/**
 * Finds files in a table's own data and metadata folders that nothing refers to, such as those of
 * processes that were killed. The order matters: first the files are listed, then the loads that
 * are on their way, then the table is read; so what becomes part of a load or of the table
 * meanwhile is known. Loads that keep a manifest or markers beside any table of the namespace keep
 * their files, and so does everything that is younger than the age guard.
 */
final class Orphans {

  private final Tables tables;
  private final TableName name;
  private final Table table;
  private final MaintenanceRequest request;
  private final Clock clock;
  private final List<String> notes;

  Orphans(
      Tables tables,
      TableName name,
      Table table,
      MaintenanceRequest request,
      Clock clock,
      List<String> notes) {
    this.tables = tables;
    this.name = name;
    this.table = table;
    this.request = request;
    this.clock = clock;
    this.notes = notes;
  }

  Upkeep.Orphans run() {
    String location = DataFolder.stripped(table.location());
    FilesByPath files = new FilesByPath();
    list(location + "/data/", files);
    list(location + "/metadata/", files);
    Set<LoadId> loads = new HashSet<>();
    for (TableName other : tables.names()) {
      Optional<Table> found = tables.find(other);
      if (found.isPresent() && !other.equals(name) && overlaps(found.get())) {
        notes.add("No file of nobody was looked for: table '" + other + "' shares the folder");
        return Upkeep.Orphans.UNTOUCHED;
      }
      found.ifPresent(each -> loads.addAll(LoadFolder.ofAllChains(each)));
    }
    files.removeIf(path -> isOfLoad(path, loads));
    table.refresh();
    new ReferencedFiles(table).removeFrom(files);
    long deleted = request.isDryRun() ? 0 : files.delete(table.io(), notes);
    return new Upkeep.Orphans(files.size(), files.bytes(), deleted);
  }

  private void list(String folder, FilesByPath into) {
    long before = clock.instant().minus(request.orphansOlderThan()).toEpochMilli();
    for (FileInfo file : LoadFolder.list(LoadFolder.listing(table.io()), folder)) {
      if (file.createdAtMillis() < before && !file.location().contains(LoadFolder.OURS)) {
        into.add(file.location(), file.size());
      }
    }
  }

  private boolean overlaps(Table other) {
    String here = FilesByPath.path(DataFolder.stripped(table.location())) + "/";
    String there = FilesByPath.path(DataFolder.stripped(other.location())) + "/";
    return here.startsWith(there) || there.startsWith(here);
  }

  /** A path has few folders and a table may have many loads. */
  private static boolean isOfLoad(String path, Set<LoadId> loads) {
    for (String folder : path.split("/", -1)) {
      if (LoadFolder.load(folder).filter(loads::contains).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
