// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import java.util.List;
import java.util.Map;

/**
 * How a table takes what arrives. Immutable, and a plain value that may travel.
 *
 * @param incoming the schema that arrives
 * @param schema the table's schema once the changes are made
 * @param changes the steps to it, in order; empty when the table takes the rows as it is; for a
 *     table that is new, one added field for each of {@code schema}
 * @param beside per path of an incoming field, the name of the sibling that takes its values; a
 *     field that is not named here goes to the field of its own name
 */
public record Evolved(
    Schema incoming, Schema schema, List<SchemaChange> changes, Map<FieldPath, String> beside) {

  public Evolved {
    changes = List.copyOf(changes);
    beside = Map.copyOf(beside);
  }
}
