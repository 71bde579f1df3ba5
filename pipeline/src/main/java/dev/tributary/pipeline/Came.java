// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.SchemaJoin;
import dev.tributary.schema.Schema;

/**
 * What rows had that came, as they are declared and before their fields are named. Immutable.
 *
 * @param joined the join of their schemas; empty when none came
 * @param names the fields at every level, also those that a join of unlike kinds no longer shows
 */
record Came(Schema joined, Schema names) {

  static final Came NOTHING = new Came(Schema.empty(), Schema.empty());

  Came plus(Schema schema) {
    return plus(new Came(schema, schema));
  }

  Came plus(Came other) {
    return new Came(join(joined, other.joined), SchemaJoin.names(names, other.names));
  }

  /** The empty schema would make every field optional. */
  private static Schema join(Schema a, Schema b) {
    return a.size() == 0 ? b : b.size() == 0 ? a : SchemaJoin.join(a, b);
  }
}
