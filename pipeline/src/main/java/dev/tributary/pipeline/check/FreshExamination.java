// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.schema.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the greatest time in a column is late enough. Times without a zone are taken as UTC. */
final class FreshExamination extends Examination {

  private final Rule.Fresh rule;
  private final Subject subject;
  private final Cell cell;
  private @Nullable Instant greatest;

  FreshExamination(Rule.Fresh rule, Subject subject) {
    this.rule = rule;
    this.subject = subject;
    this.cell = new Cell(rule.column());
    requireTime(subject.columns().type(rule.column()));
  }

  @Override
  List<String> columns() {
    return List.of(rule.column());
  }

  @Override
  void look(Batch batch) {
    cell.turnTo(batch);
    for (int row = 0; row < batch.rows(); row++) {
      Object value = cell.value(row);
      if (value != null) {
        Instant time = instant(value);
        greatest = greatest == null || time.isAfter(greatest) ? time : greatest;
      }
    }
  }

  /** What a later load is compared with. */
  Optional<Instant> greatest() {
    return Optional.ofNullable(greatest);
  }

  String column() {
    return rule.column();
  }

  @Override
  Finding finding() {
    Instant found = greatest;
    if (found == null) {
      return Finding.of(false, "no row has a value");
    }
    List<String> wrong = new ArrayList<>();
    rule.within()
        .filter(within -> found.isBefore(subject.load().time().minus(within)))
        .ifPresent(within -> wrong.add(age(found) + " before the load"));
    Optional<Instant> before =
        rule.notOlder()
            ? subject.previous().greatest(subject.table(), rule.column())
            : Optional.empty();
    before
        .filter(found::isBefore)
        .ifPresent(last -> wrong.add("before the " + last + " of the load before"));
    String said = "the latest value is " + found;
    if (!wrong.isEmpty()) {
      return Finding.of(false, said + ", " + String.join(", ", wrong));
    }
    return rule.notOlder() && before.isEmpty()
        ? Finding.undecided(said + "; no load before it is known")
        : Finding.of(true, said);
  }

  private String age(Instant found) {
    Duration age = Duration.between(found, subject.load().time());
    return age.toDays() > 1
        ? age.toDays() + " days"
        : age.truncatedTo(ChronoUnit.SECONDS).toString().substring(2);
  }

  private void requireTime(Type type) {
    switch (Scalars.domain(type)) {
      case DATE, TIMESTAMP, INSTANT -> {}
      case BOOLEAN, NUMBER, TIME, TEXT, UUID, BYTES, NONE ->
          throw new IllegalArgumentException(
              "column '" + rule.column() + "' has type " + type + ", not a date or a timestamp");
    }
  }

  private static Instant instant(Object value) {
    if (value instanceof LocalDate date) {
      return Scalars.midnight(date);
    }
    return value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
  }
}
