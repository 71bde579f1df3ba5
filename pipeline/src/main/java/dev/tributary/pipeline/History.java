// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.Fields;
import dev.tributary.load.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a table keeps every version of its rows, where its stream merges by {@code SCD2}. Immutable.
 *
 * @param validFrom the column with the time of the load that brought a row
 * @param validTo the column with the time of the load that ended it; null in present rows
 * @param version the field that tells whether a row has changed; default: all of its fields
 * @param retire which rows end although no row with their key came
 * @param within the fields that say so for {@link Retire#WITHIN}
 */
public record History(
    String validFrom,
    String validTo,
    Optional<String> version,
    Retire retire,
    List<String> within) {

  public static final History STANDARD =
      new History("_valid_from", "_valid_to", Optional.empty(), Retire.NEVER, List.of());

  /** Has a hash of all fields, where no field tells the version. */
  static final String CONTENT = "_version";

  /** Which rows end although no row with their key came. */
  public enum Retire {
    /** None: a load brings only what has changed. */
    NEVER,
    /** All that are missing: a load brings everything that there is, and is one load. */
    MISSING,
    /** Those that are equal in some fields to a row that came: it brings such groups as a whole. */
    WITHIN
  }

  public History {
    within = List.copyOf(within);
    if (validFrom.equalsIgnoreCase(validTo)) {
      throw new IllegalArgumentException("'" + validFrom + "' cannot be both ends of validity");
    }
    if ((retire == Retire.WITHIN) == within.isEmpty()) {
      throw new IllegalArgumentException("Fields to retire within go with retire: within");
    }
  }

  public History withColumns(String newValidFrom, String newValidTo) {
    return new History(newValidFrom, newValidTo, version, retire, within);
  }

  public History withVersion(String field) {
    return new History(validFrom, validTo, Optional.of(field), retire, within);
  }

  /** Rows end that are missing from a load. */
  public History retiringMissing() {
    return new History(validFrom, validTo, version, Retire.MISSING, List.of());
  }

  /** Rows end that are missing from a load that has others with the same values of these fields. */
  public History retiringWithin(String... fields) {
    return new History(validFrom, validTo, version, Retire.WITHIN, List.of(fields));
  }

  History retiringNone() {
    return new History(validFrom, validTo, version, Retire.NEVER, List.of());
  }

  /** With {@code options}, as a sink is told. */
  Fields addTo(Fields options, UnaryOperator<String> named) {
    Fields told =
        options
            .with(WriteMode.VALID_FROM, validFrom)
            .with(WriteMode.VALID_TO, validTo)
            .with(WriteMode.VERSION, version.map(named).orElse(CONTENT));
    return switch (retire) {
      case NEVER -> told;
      case MISSING -> told.with(WriteMode.RETIRE_MISSING, true);
      case WITHIN ->
          told.with(WriteMode.RETIRE_MISSING, true)
              .with(WriteMode.RETIRE_WITHIN, within.stream().map(named).toList());
    };
  }
}
