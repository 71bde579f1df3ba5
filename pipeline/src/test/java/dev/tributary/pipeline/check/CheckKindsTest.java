// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What each kind of check says of values of each type. */
class CheckKindsTest {

  private static final Schema TABLE =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("price", Type.DOUBLE),
          Field.optional("weight", Type.FLOAT),
          Field.optional("total", Type.decimal(38, 4)),
          Field.optional("day", Type.DATE),
          Field.optional("local", Type.timestamp(Type.Unit.MICROS)),
          Field.optional("at", Type.timestampZoned(Type.Unit.MICROS)),
          Field.optional("paid", Type.BOOLEAN),
          Field.optional("key", Type.UUID),
          Field.optional("state", Type.STRING),
          Field.optional("raw", Type.JSON),
          Field.optional("tags", Type.list(Type.STRING)));

  private final StagedTable table = new StagedTable(TABLE);

  @Test
  void aNumberIsWhatIsWrittenWhateverItsTypeIs() {
    stage("price", 0.1, "weight", 0.1f, "total", new java.math.BigDecimal("0.1"));

    assertPasses(
        Condition.accepted("price", "0.1"),
        Condition.accepted("weight", "0.10"),
        Condition.accepted("total", "0.1000"),
        Condition.columns("price", Comparison.EQUAL, "weight"),
        Condition.columns("weight", Comparison.EQUAL, "total"));
  }

  @Test
  void notANumberIsInNoRange() {
    stage("price", Double.NaN);

    assertFails(Condition.atLeast("price", "0"), Condition.atMost("price", "0"));
    assertPasses(Condition.value("price", Comparison.NOT_EQUAL, "0"));
  }

  @Test
  void infinityIsMoreThanAnyNumber() {
    stage("price", Double.POSITIVE_INFINITY, "total", new java.math.BigDecimal("9".repeat(34)));

    assertPasses(
        Condition.columns("price", Comparison.MORE, "total"), Condition.atLeast("price", "1e300"));
    assertFails(Condition.atMost("price", "1e300"));
  }

  @Test
  void timesAreComparedWithDaysAndTimesAsTheyAreWritten() {
    stage(
        "day",
        LocalDate.parse("2026-11-21"),
        "local",
        LocalDateTime.parse("2026-11-21T09:00:00"),
        "at",
        Instant.parse("2026-11-21T09:00:00Z"));

    assertPasses(
        Condition.between("day", "2026-11-21", "2026-11-21"),
        Condition.atLeast("local", "2026-11-21"),
        Condition.atMost("local", "2026-11-21T09:00:00"),
        Condition.value("at", Comparison.EQUAL, "2026-11-21T10:00:00+01:00"),
        Condition.value("at", Comparison.MORE, "2026-11-21"));
  }

  @Test
  void truthValuesTextsAndUuidsCanBeAcceptedValues() {
    UUID key = UUID.fromString("00000000-0000-0001-0000-000000000002");
    stage("paid", true, "state", "new", "key", key);

    assertPasses(
        Condition.accepted("paid", "true"),
        Condition.accepted("state", "new", "sent"),
        Condition.accepted("key", key.toString()));
    assertFails(Condition.accepted("paid", "false"), Condition.accepted("state", "New"));
  }

  @Test
  void nullPassesWhateverIsNotNotNull() {
    stage("id", 1L);

    assertPasses(
        Condition.accepted("state", "new"),
        Condition.atLeast("total", "0"),
        Condition.not(Condition.atLeast("total", "0")),
        Condition.columns("day", Comparison.LESS, "day"));
    assertFails(Condition.notNull("state"));
  }

  @Test
  void whatHasNoOrderCannotBeComparedButMayBeNotNull() {
    stage("id", 1L, "raw", "{}");

    assertPasses(Condition.notNull("raw"));
    assertRefused(Check.that(Condition.accepted("raw", "{}")), "type json");
    assertRefused(Check.unique("tags"), "type list<string>");
  }

  @Test
  void columnsOfTwoKindsCannotBeCompared() {
    assertRefused(
        Check.that(Condition.columns("day", Comparison.LESS, "at")),
        "day < at compares a column of type date with one of type timestamptz(micros)");
  }

  @Test
  void dayOrTimeMayBeFreshAndTextMayNot() {
    stage("day", LocalDate.parse("2026-11-20"), "local", LocalDateTime.parse("2026-11-21T11:00"));

    assertThat(table.answer(Check.fresh("day", Duration.ofHours(36))).result())
        .isEqualTo(Result.PASSED);
    assertThat(table.answer(Check.fresh("day", Duration.ofHours(35))).result())
        .isEqualTo(Result.FAILED);
    assertThat(table.answer(Check.fresh("local", Duration.ofHours(1))).result())
        .isEqualTo(Result.PASSED);
    assertRefused(Check.fresh("state", Duration.ofHours(1)), "not a date or a timestamp");
  }

  @Test
  void rowsWithoutATimeAreNotFresh() {
    stage("id", 1L);

    assertThat(table.answer(Check.fresh("at", Duration.ofHours(1))).result())
        .isEqualTo(Result.FAILED);
  }

  @Test
  void rowsAreCountedAgainstTheLoadBefore() {
    stage("id", 1L);
    stage("id", 2L);
    table.after(rowsBefore(4));

    assertThat(table.answer(Check.rowsAgainstLast(0.5, 2)).result()).isEqualTo(Result.PASSED);
    assertThat(table.answer(Check.rowsAgainstLast(0.51, 2)).result()).isEqualTo(Result.FAILED);
    assertThat(table.answer(Check.rowsAgainstLast(0, 0.49)).result()).isEqualTo(Result.FAILED);
    assertThat(table.answer(Check.rows(3, 9)).detail())
        .isEqualTo("the load has 2 rows, fewer than 3");
  }

  @Test
  void keysOfSeveralColumnsAreNotMistakenForOneAnother() {
    Schema texts = Schema.of(Field.optional("a", Type.STRING), Field.optional("b", Type.STRING));
    StagedTable pairs =
        new StagedTable(texts)
            .stage(row("a", "x", "b", "yz"))
            .stage(row("a", "xy", "b", "z"))
            .stage(row("a", "xyz", "b", ""))
            .stage(row("a", "", "b", "xyz"))
            .stage(row("a", "\0", "b", ""))
            .stage(row("a", "\0\0", "b", ""));

    assertThat(pairs.answer(Check.unique("a", "b")).failed()).isZero();
  }

  @Test
  void aReferenceToATableThatIsNotThereFails() {
    stage("id", 1L);

    CheckOutcome outcome = table.answer(Check.references(List.of("id"), "nobody", List.of("id")));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.detail()).contains("table 'nobody', which does not exist");
  }

  @Test
  void aReferenceToAColumnThatIsNotThereOrOfAnotherKindIsRefused() {
    table.visible("customers", Schema.of(Field.optional("name", Type.STRING)), List.of());

    assertRefused(
        Check.references(List.of("id"), "customers", List.of("nam")),
        "of table 'customers': there is no column 'nam'; did you mean 'name'?");
    assertRefused(
        Check.references(List.of("id"), "customers", List.of("name")), "cannot be compared");
  }

  @Test
  void rowsThatOnlyDeleteOthersAreNotLookedAt() {
    stage("id", 1L, "paid", true);
    stage("id", 1L, "paid", false, "state", "new");
    table.mode(WriteMode.merge(List.of("id")).with(WriteMode.DELETE_FLAG, "paid"));

    assertThat(table.answer(Check.unique("id")).failed()).isZero();
    assertThat(table.answer(Check.notNull("state")).failed()).isZero();
  }

  @Test
  void longTextsAreCutInSamples() {
    stage("state", "x".repeat(1_000));

    Object sample =
        table.answer(Check.that(Condition.accepted("state", "new"))).samples().get(0).get("state");

    assertThat((String) sample).hasSize(201).endsWith("…");
  }

  @Test
  void noSampleIsKeptWhereNoneIsWanted() {
    stage("state", "secret");

    CheckOutcome outcome =
        table.answer(Check.that(Condition.accepted("state", "new")).withSamples(0));

    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(outcome.samples()).isEmpty();
  }

  private void stage(Object... namesAndValues) {
    table.stage(row(namesAndValues));
  }

  private static Map<String, @Nullable Object> row(Object... namesAndValues) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  private void assertPasses(Condition... conditions) {
    for (Condition each : conditions) {
      assertThat(table.answer(Check.that(each)).failed()).as(each.toString()).isZero();
    }
  }

  private void assertFails(Condition... conditions) {
    for (Condition each : conditions) {
      assertThat(table.answer(Check.that(each)).failed()).as(each.toString()).isPositive();
    }
  }

  private void assertRefused(Check check, String why) {
    assertThatThrownBy(() -> table.answer(check)).hasMessageContaining(why);
  }

  private static PreviousLoad rowsBefore(long rows) {
    return new PreviousLoad() {
      @Override
      public Optional<Long> rows(TableName of) {
        return Optional.of(rows);
      }

      @Override
      public Optional<Instant> greatest(TableName of, String column) {
        return Optional.empty();
      }
    };
  }
}
