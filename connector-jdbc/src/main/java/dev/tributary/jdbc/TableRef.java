// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import org.jspecify.annotations.Nullable;

/** Which table of a database. Immutable. */
record TableRef(@Nullable String schema, String name) {

  /** What the table is called as a stream, and in messages. */
  String stream() {
    return schema == null ? name : schema + "." + name;
  }
}
