// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.error.TributaryException;

/** Names of fields: JSON allows an empty one, columns do not. */
final class Names {

  /** What a field without a name is called. */
  static final String UNNAMED = "unnamed";

  private Names() {}

  static String shown(String name) {
    return name.isEmpty() ? UNNAMED : name;
  }

  /** The name that would be shown alike; the name itself where none would. */
  static String rival(String name) {
    return name.isEmpty() ? UNNAMED : name.equals(UNNAMED) ? "" : name;
  }

  static TributaryException collision() {
    return Refusal.because("An object has a field '" + UNNAMED + "' beside one without a name");
  }

  static TributaryException twice() {
    return Refusal.because("An object has two fields of one name");
  }
}
