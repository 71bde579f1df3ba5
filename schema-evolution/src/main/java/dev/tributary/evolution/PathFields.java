// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.schema.FieldPath;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Paths as plain values, in one order, and back. */
final class PathFields {

  private PathFields() {}

  static List<Fields> of(Set<FieldPath> paths) {
    return paths.stream()
        .map(PathFields::of)
        .sorted(Comparator.comparing(Fields::toString))
        .toList();
  }

  static Fields of(FieldPath path) {
    return Fields.of("path", path.names());
  }

  static Set<FieldPath> paths(Fields fields, String name) {
    Set<FieldPath> paths = new HashSet<>();
    fields.list(name, Fields.class).forEach(each -> paths.add(path(each)));
    return paths;
  }

  static FieldPath path(Fields fields) {
    return new FieldPath(fields.list("path", String.class));
  }

  static TributaryException unreadable(String thing, String why, @Nullable Exception cause) {
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "A saved " + thing + " cannot be understood: " + why,
        "Check that it was written by this version of Tributary or an earlier one",
        cause);
  }
}
