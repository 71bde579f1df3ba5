// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.check.RowCheck;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A check of somebody else's at work. */
final class PluggedExamination extends Examination {

  private final String type;
  private final RowCheck check;
  private final List<String> columns;
  private final Samples samples;
  private long rows;

  PluggedExamination(String type, Rule.Plugged.Made made, Subject subject) {
    this.type = type;
    this.check = open(made, subject);
    this.columns = guarded(() -> List.copyOf(check.columns()));
    columns.forEach(subject.columns()::type);
    this.samples =
        subject.samples(
            columns.isEmpty()
                ? subject.schema().fields().stream().map(field -> field.name()).toList()
                : columns);
  }

  @Override
  List<String> columns() {
    return columns;
  }

  @Override
  boolean looksAtAll() {
    return columns.isEmpty();
  }

  @Override
  void look(Batch batch) {
    rows += batch.rows();
    guarded(
        () -> {
          check.look(batch, row -> samples.add(batch, row));
          return rows;
        });
  }

  @Override
  Finding finding() {
    Optional<String> whole = guarded(check::end);
    Finding byRow = samples.finding(0, samples.failed() + " of " + rows + " rows fail");
    return whole
        .map(wrong -> new Finding(Optional.of(false), byRow.failed(), wrong, byRow.samples()))
        .orElse(byRow);
  }

  /** It may refuse the table; anything else it throws is its own fault. */
  private RowCheck open(Rule.Plugged.Made made, Subject subject) {
    IllegalArgumentException[] refused = new IllegalArgumentException[1];
    Optional<RowCheck> opened =
        guarded(
            () -> {
              try {
                return Optional.of(
                    made.provider().open(made.config(), subject.schema(), subject.load()));
              } catch (IllegalArgumentException e) {
                refused[0] = e;
                return Optional.empty();
              }
            });
    return opened.orElseThrow(() -> refused[0]);
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (TributaryException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "The check of type '" + type + "' failed: " + e.getClass().getName(),
          "Report this to the author of the check",
          e);
    }
  }
}
