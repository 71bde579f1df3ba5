// SPDX-License-Identifier: Apache-2.0
package dev.tributary.sink;

import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Type;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What a sink can do. Whatever it does not declare, it refuses with {@code MODE_UNSUPPORTED},
 * {@code TYPE_UNSUPPORTED} or {@code SCHEMA_REFUSED} and changes nothing. Immutable.
 *
 * @param dispositions the ways it can change a table
 * @param stores whether it stores a type; asked for leaves and for nested types themselves
 * @param widens whether a column of the first type can become the second without a rewrite
 * @param nameLengthMax the longest table or column name, in characters
 * @param caseSensitive whether {@code id} and {@code ID} can be columns of one table
 * @param tablesAtomic whether all tables of a load become visible in one step
 */
public record SinkCapabilities(
    Set<Disposition> dispositions,
    Predicate<Type> stores,
    BiPredicate<Type, Type> widens,
    int nameLengthMax,
    boolean caseSensitive,
    boolean tablesAtomic) {

  public SinkCapabilities {
    dispositions = Set.copyOf(dispositions);
  }
}
