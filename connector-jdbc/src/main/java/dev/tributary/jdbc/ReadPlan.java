// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import dev.tributary.source.Split;
import java.util.Optional;

/**
 * What one split reads: all rows, or those whose cursor lies between two values, or those of either
 * whose key lies in a range. Immutable.
 *
 * @param from where the round began; empty at the start
 * @param upTo the cursor's greatest value; empty when all rows are read
 * @param keyFrom the least key; empty when open
 * @param keyBefore the key that ends the range, not included; empty when open
 * @param ranged whether the round has several splits
 */
record ReadPlan(
    Optional<String> cursor,
    Optional<Boundary> from,
    Optional<String> upTo,
    Optional<Long> keyFrom,
    Optional<Long> keyBefore,
    boolean ranged) {

  static ReadPlan everything() {
    return new ReadPlan(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static ReadPlan byCursor(String cursor, Optional<Boundary> from, String upTo) {
    return new ReadPlan(
        Optional.of(cursor), from, Optional.of(upTo), Optional.empty(), Optional.empty(), false);
  }

  ReadPlan range(Optional<Long> newFrom, Optional<Long> newBefore) {
    return new ReadPlan(cursor, from, upTo, newFrom, newBefore, true);
  }

  Split split(int ordinal) {
    Fields fields = Fields.of("version", 1).with("ranged", ranged);
    fields = cursor.isPresent() ? fields.with("cursor", cursor.get()) : fields;
    fields = from.isPresent() ? fields.with("from", from.get().fields()) : fields;
    fields = upTo.isPresent() ? fields.with("up-to", upTo.get()) : fields;
    fields = keyFrom.isPresent() ? fields.with("key-from", keyFrom.get()) : fields;
    fields = keyBefore.isPresent() ? fields.with("key-before", keyBefore.get()) : fields;
    return new Split(ordinal, fields, 0);
  }

  static ReadPlan of(Split split) {
    Fields fields = split.fields();
    return new ReadPlan(
        fields.optionalText("cursor"),
        fields.optionalFields("from").map(Boundary::of),
        fields.optionalText("up-to"),
        fields.optionalNumber("key-from"),
        fields.optionalNumber("key-before"),
        fields.flag("ranged"));
  }
}
