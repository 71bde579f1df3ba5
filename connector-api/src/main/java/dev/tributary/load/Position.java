// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

/**
 * How far a stream has been read. Only its source understands the fields; they should say their own
 * version where their form may change. Immutable.
 */
public record Position(Fields fields) {

  /** Nothing has been read. */
  public static final Position START = new Position(Fields.empty());

  public boolean isStart() {
    return fields.isEmpty();
  }

  @Override
  public String toString() {
    return isStart() ? "start" : fields.toString();
  }
}
