// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;

/**
 * A change of a table and what made it necessary. Immutable.
 *
 * @param source what arrives and needs it: for {@link Why#FIELD} and {@link Why#TYPE} a field of a
 *     struct or of the root; for {@link Why#NULL} whatever may be null; for {@link Why#ABSENT} the
 *     place where the table's field would stand
 */
record Step(SchemaChange change, Why why, FieldPath source) {

  /** What made a change necessary. */
  enum Why {
    /** Something new arrives. */
    FIELD,
    /** Something known arrives in another type. */
    TYPE,
    /** Something may be null that the table requires. */
    NULL,
    /** Something that the table requires does not arrive. */
    ABSENT
  }

  /** What the contract says to this change of {@code table}. */
  Contract.Rule rule(Contract contract, Schema table) {
    if (table.equals(Schema.empty())) {
      return contract.tables();
    }
    return switch (why) {
      case FIELD -> contract.columns();
      case TYPE, NULL, ABSENT -> contract.types();
    };
  }

  /** Whether the contract lets this change of {@code table} happen. */
  boolean isAllowed(Contract contract, Schema table) {
    boolean relaxes = why == Why.NULL || why == Why.ABSENT;
    return switch (rule(contract, table)) {
      case EVOLVE, BESIDE -> true;
      case FREEZE, DISCARD_ROW -> false;
      case DISCARD_VALUE -> relaxes;
    };
  }
}
