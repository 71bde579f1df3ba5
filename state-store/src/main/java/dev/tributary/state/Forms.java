// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that saved fields have the form this version knows. A field that is unknown is refused,
 * because it would be lost at the next write.
 */
final class Forms {

  private Forms() {}

  /** Checks the field {@code version} and that every field is known. */
  static void checkVersion(String what, Fields fields, long newest, String... known) {
    long version = fields.number("version");
    if (version > newest) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "A saved " + what + " has form " + version + ", this version knows up to " + newest,
          "Use the version of Tributary that wrote it, or a newer one");
    }
    if (version < 1) {
      throw unreadable("a " + what + " has form " + version);
    }
    check(what, fields, known);
  }

  static void check(String what, Fields fields, String... known) {
    for (String name : fields.names()) {
      if (!List.of(known).contains(name)) {
        throw unreadable("a " + what + " has the unknown field '" + name + "'");
      }
    }
  }

  static TributaryException unreadable(String why) {
    return unreadable(why, null);
  }

  static TributaryException unreadable(String why, @Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "A saved value cannot be understood: " + why,
        "Check that it was written by this version of Tributary or an earlier one, and is whole",
        cause);
  }
}
