// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Naming;
import dev.tributary.evolution.Shape;
import dev.tributary.schema.FieldPath;
import dev.tributary.sink.SinkCapabilities;
import java.util.Map;

/**
 * How the rows of a stream become rows of tables, the same for each task of a pass. Immutable.
 *
 * @param names given to fields before, by their path in the source
 * @param quarantined whether refused rows are kept in the quarantine table
 */
record Intake(
    SystemColumns systemColumns,
    Map<FieldPath, String> names,
    Shape shape,
    Contract contract,
    boolean quarantined) {

  Intake {
    names = Map.copyOf(names);
  }

  Naming naming(SinkCapabilities sink) {
    return Naming.of(sink.nameLengthMax(), sink.caseSensitive()).knowing(names);
  }

  Intake withNames(Map<FieldPath, String> newNames) {
    return new Intake(systemColumns, newNames, shape, contract, quarantined);
  }
}
