// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.load.LoadId;
import dev.tributary.state.StreamState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files of a warehouse that nothing refers to. Left out are Iceberg's own metadata files: its JDBC
 * catalog never deletes those that a commit replaced, or that lost a race.
 */
final class Leftovers {

  private static final String STAGING = "/metadata/tributary/";

  private Leftovers() {}

  /** What there is beside the tables and what is kept of the last load. */
  static List<String> of(Shop shop, Lake lake) {
    Set<String> used = new HashSet<>();
    lake.tables().forEach(table -> used.addAll(Lake.referenced(lake.table(table))));
    List<LoadId> last =
        shop.state().read("shop").streams().values().stream().map(StreamState::complete).toList();
    return Folders.files(shop.warehouse()).stream()
        .map(Path::toString)
        .filter(file -> !file.endsWith(".metadata.json"))
        .filter(file -> !used.contains(file))
        .filter(
            file ->
                !file.contains(STAGING)
                    || last.stream().noneMatch(load -> file.contains("/" + load + "/")))
        .map(file -> shop.warehouse().relativize(Path.of(file)).toString())
        .sorted()
        .toList();
  }
}
