// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What stands beside anchors before and until loads are over. Guarded by its warehouse's lock. */
final class Staging {

  private record Owner(TableName anchor, Chain chain, LoadId load) {}

  private record File(Owner owner, Rows rows) {}

  private final Map<Owner, String> manifests = new HashMap<>();
  private final Map<String, File> files = new HashMap<>();
  private long lastFile;

  Fields add(TableName anchor, Chain chain, LoadId load, Rows rows) {
    String name = "file-" + ++lastFile;
    files.put(name, new File(new Owner(anchor, chain, load), rows));
    return Fields.of("file", name);
  }

  Rows rows(Staged staged) {
    String name = staged.where().text("file");
    File file = files.get(name);
    if (file == null) {
      throw new TributaryException(
          ErrorCode.TABLE_CHANGED,
          "The staged " + name + " of table '" + staged.table() + "' is gone",
          "Run the pipeline again; it reads the rows anew");
    }
    return file.rows();
  }

  void save(TableName anchor, Chain chain, LoadId load, String manifest) {
    if (manifests.putIfAbsent(new Owner(anchor, chain, load), manifest) != null) {
      throw new TributaryException(
          ErrorCode.LOAD_SUPERSEDED,
          "Load " + load + " of " + chain + " has a manifest already",
          "Run the pipeline again; it goes on from what was saved");
    }
  }

  Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
    return Optional.ofNullable(manifests.get(new Owner(anchor, chain, load)));
  }

  Set<LoadId> kept(TableName anchor, Chain chain) {
    Set<LoadId> kept = new TreeSet<>();
    manifests.keySet().forEach(owner -> addIf(owner, anchor, chain, kept));
    files.values().forEach(file -> addIf(file.owner(), anchor, chain, kept));
    return kept;
  }

  void remove(TableName anchor, Chain chain, LoadId load) {
    Owner owner = new Owner(anchor, chain, load);
    manifests.remove(owner);
    files.values().removeIf(file -> file.owner().equals(owner));
  }

  void drop(Staged staged) {
    files.remove(staged.where().text("file"));
  }

  int files() {
    return files.size();
  }

  private static void addIf(Owner owner, TableName anchor, Chain chain, Set<LoadId> kept) {
    if (owner.anchor().equals(anchor) && owner.chain().equals(chain)) {
      kept.add(owner.load());
    }
  }
}
