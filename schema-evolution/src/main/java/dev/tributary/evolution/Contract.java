// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

/**
 * What may change in a table's schema. Immutable.
 *
 * @param tables whether a table may be made
 * @param columns whether fields may be added, inside structs too
 * @param types whether a field may widen, lose its {@code required}, or get a field beside it for
 *     values of another type
 */
public record Contract(Rule tables, Rule columns, Rule types) {

  /** Everything may grow. */
  public static final Contract EVOLVE = new Contract(Rule.EVOLVE, Rule.EVOLVE, Rule.EVOLVE);

  /** Nothing changes. */
  public static final Contract FREEZE = new Contract(Rule.FREEZE, Rule.FREEZE, Rule.FREEZE);

  /** What happens when what arrives does not fit. */
  public enum Rule {
    /** The table grows. */
    EVOLVE,
    /** The load is refused and nothing changes. */
    FREEZE
  }
}
