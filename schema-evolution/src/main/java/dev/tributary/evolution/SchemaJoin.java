// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Schema;

/** The least schema whose rows include those of two. Pure, thread-safe. */
public final class SchemaJoin {

  private SchemaJoin() {}

  /**
   * Joins field by field, by name, as {@link TypeJoin} joins structs: commutative, associative and
   * idempotent up to the order of fields, which is the order in which they were first seen. A field
   * that is missing on one side becomes optional; so the empty schema is rows without values, not
   * "nothing seen yet".
   */
  public static Schema join(Schema a, Schema b) {
    return a.equals(b) ? a : Schema.of(TypeJoin.fields(a.fields(), b.fields()));
  }
}
