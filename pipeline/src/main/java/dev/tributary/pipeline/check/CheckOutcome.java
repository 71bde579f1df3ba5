// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a check ended, in one load or in several. Immutable.
 *
 * @param check its name
 * @param table whose rows it looked at
 * @param rows how many there were
 * @param failed how many of them failed; 0 where the check is about all rows together
 * @param detail what it found, without values of rows
 * @param samples some rows that failed, by column: those it looked at and those of the key
 * @param load the load that {@code detail} and {@code samples} are of
 */
public record CheckOutcome(
    String check,
    TableName table,
    Severity severity,
    Result result,
    long rows,
    long failed,
    String detail,
    List<Map<String, @Nullable Object>> samples,
    LoadId load) {

  public CheckOutcome {
    List<Map<String, @Nullable Object>> copies = new ArrayList<>();
    samples.forEach(row -> copies.add(Collections.unmodifiableMap(new LinkedHashMap<>(row))));
    samples = Collections.unmodifiableList(copies);
  }

  /** How it ended, the best first. */
  public enum Result {
    PASSED,
    /** There is nothing to compare with, as before the first load. */
    UNDECIDED,
    /** It failed and only warns. */
    WARNED,
    FAILED
  }

  /** The same check over this load and a later one: what was worst, and all rows. */
  public CheckOutcome and(CheckOutcome later) {
    CheckOutcome worst = later.result.compareTo(result) > 0 ? later : this;
    return new CheckOutcome(
        check,
        table,
        severity,
        worst.result,
        rows + later.rows,
        failed + later.failed,
        worst.detail,
        worst.samples,
        worst.load);
  }
}
