// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import java.util.List;

/**
 * A type of a database, with a value that is read and values that are refused, all as SQL.
 *
 * @param note what a reader of the page should know beside what the test sees
 */
record TypeSample(String type, String value, String note, List<String> refused) {

  static TypeSample of(String type, String value, String... refused) {
    return new TypeSample(type, value, "", List.of(refused));
  }

  TypeSample noting(String newNote) {
    return new TypeSample(type, value, newNote, refused);
  }
}
