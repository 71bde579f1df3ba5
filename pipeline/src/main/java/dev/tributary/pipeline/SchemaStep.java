// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Evolution;
import dev.tributary.load.LoadId;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.SchemaVersion;
import dev.tributary.sink.SinkCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One step in the history of a table's schema. Immutable.
 *
 * @param version as the sink numbers them
 * @param load the first load that came with it, {@link LoadId#NONE} when that is not known
 * @param changes against the version before; what somebody dropped by hand is not among them
 */
public record SchemaStep(String version, LoadId load, List<SchemaChange> changes) {

  /** A sink that can do all, so that a plan between two schemas says how they differ. */
  private static final SinkCapabilities ANY =
      new SinkCapabilities(
          Set.of(), type -> true, (from, to) -> true, Integer.MAX_VALUE, true, false);

  public SchemaStep {
    changes = List.copyOf(changes);
  }

  static List<SchemaStep> between(List<SchemaVersion> versions) {
    List<SchemaStep> steps = new ArrayList<>();
    Schema before = Schema.empty();
    for (SchemaVersion version : versions) {
      List<SchemaChange> changes = Evolution.plan(before, version.schema(), ANY).changes();
      steps.add(new SchemaStep(version.version(), version.load(), changes));
      before = version.schema();
    }
    return steps;
  }
}
