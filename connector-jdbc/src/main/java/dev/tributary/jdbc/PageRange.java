// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import java.util.Optional;

/**
 * Pages of one table of PostgreSQL, or of one part of a partitioned table. Immutable.
 *
 * @param file the file that held the table when the round was planned: another one means that the
 *     table was rewritten or emptied, so that pages mean something else
 * @param before the page that ends the range, not included; empty when open
 */
record PageRange(TableRef part, long file, long from, Optional<Long> before) {

  static PageRange of(Fields fields) {
    return new PageRange(
        new TableRef(fields.text("schema"), fields.text("table")),
        fields.number("file"),
        fields.number("from"),
        fields.optionalNumber("before"));
  }

  Fields fields() {
    Fields fields =
        Fields.of("schema", String.valueOf(part.schema()))
            .with("table", part.name())
            .with("file", file)
            .with("from", from);
    return before.isPresent() ? fields.with("before", before.get()) : fields;
  }
}
