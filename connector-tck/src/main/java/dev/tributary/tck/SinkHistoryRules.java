// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K10: every version of a row is kept. */
abstract class SinkHistoryRules extends SinkFamilyRules {

  private static final TableName PRICES = new TableName("prices");
  private static final Schema PRICED =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("shop", Type.STRING),
          Field.optional("price", Type.INT),
          Field.optional("gone", Type.BOOLEAN),
          Field.optional("version", Type.LONG),
          Field.optional("from", Type.timestampZoned(Type.Unit.MICROS)),
          Field.optional("to", Type.timestampZoned(Type.Unit.MICROS)));
  private static final WriteMode KEEPING =
      WriteMode.merge(List.of("id"))
          .with(WriteMode.VALID_FROM, "from")
          .with(WriteMode.VALID_TO, "to")
          .with(WriteMode.VERSION, "version")
          .with(WriteMode.DELETE_FLAG, "gone");
  private static final WriteMode RETIRING = KEEPING.with(WriteMode.RETIRE_MISSING, true);

  @Test
  @DisplayName("K10.1 a row of another version ends the present one and comes beside it")
  void k10_1_anotherVersionEndsThePresentRow() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10), price(2, 20)));

    LoadId second = commit(KEEPING, List.of(price(1, 11), price(3, 30)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(second),
            "1 11 " + at(second) + " null",
            "2 20 " + at(first) + " null",
            "3 30 " + at(second) + " null");
  }

  @Test
  @DisplayName("K10.2 a row of the same version changes nothing")
  void k10_2_theSameVersionChangesNothing() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10), price(2, 20)));

    LoadId second = commit(KEEPING, List.of(price(1, 10), price(2, 21)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " null",
            "2 20 " + at(first) + " " + at(second),
            "2 21 " + at(second) + " null");
  }

  @Test
  @DisplayName("K10.3 rows that ended stay as they are, also when their version comes back")
  void k10_3_whatHasEndedStays() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10)));
    LoadId second = commit(KEEPING, List.of(price(1, 11)));

    LoadId third = commit(KEEPING, List.of(price(1, 10)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(second),
            "1 11 " + at(second) + " " + at(third),
            "1 10 " + at(third) + " null");
  }

  @Test
  @DisplayName("K10.4 a row that is flagged ends the present one and is not added")
  void k10_4_flaggedRowsEnd() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10), price(2, 20)));

    LoadId second = commit(KEEPING, List.of(gone(1), gone(9)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(second), "2 20 " + at(first) + " null");
  }

  @Test
  @DisplayName("K10.5 where it is asked for, present rows end that a load does not bring")
  void k10_5_missingRowsEnd() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(RETIRING, List.of(price(1, 10), price(2, 20)));
    LoadId second = commit(RETIRING, List.of(price(1, 10)));

    LoadId third = commit(RETIRING, List.of());

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(third), "2 20 " + at(first) + " " + at(second));
  }

  @Test
  @DisplayName("K10.6 within groups, present rows end that are missing from a group that came")
  void k10_6_missingRowsOfAGroupEnd() {
    if (cannotMerge()) {
      return;
    }
    WriteMode within = RETIRING.with(WriteMode.RETIRE_WITHIN, List.of("shop"));
    LoadId first = commit(within, List.of(price("a", 1, 10), price("a", 2, 20), price("b", 3, 30)));

    LoadId second = commit(within, List.of(price("a", 1, 10)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " null",
            "2 20 " + at(first) + " " + at(second),
            "3 30 " + at(first) + " null");
  }

  @Test
  @DisplayName("K10.7 of rows of one load with one key only the last one counts")
  void k10_7_theLastRowCounts() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10)));
    Loads loads = loads();
    LoadId second = Loads.next(loads.head(PRICES));
    Load load =
        loads.load(
            second,
            loads.part(
                PRICES,
                KEEPING,
                List.of(
                    loads.stage(
                        loads.task(PRICES, PRICES, second, KEEPING, PRICED),
                        List.of(stamped(price(1, 11), second))),
                    loads.stage(
                        loads.task(PRICES, PRICES, second, KEEPING, PRICED, 1),
                        List.of(stamped(price(1, 12), second)))),
                "receipt"));

    assertThat(sink().commit(load, PRICES)).isEqualTo(Outcome.COMMITTED);
    assertThat(sink().commit(load, PRICES)).isEqualTo(Outcome.ALREADY);

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(second), "1 12 " + at(second) + " null");
  }

  @Test
  @DisplayName("K10.8 history goes on after maintenance")
  void k10_8_historyGoesOnAfterMaintenance() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(RETIRING, List.of(price(1, 10), price(2, 20)));
    LoadId second = commit(RETIRING, List.of(price(1, 11), price(2, 20)));
    maintain(PRICES);

    LoadId third = commit(RETIRING, List.of(price(1, 11)));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(second),
            "1 11 " + at(second) + " null",
            "2 20 " + at(first) + " " + at(third));
  }

  @Test
  @DisplayName("K10.9 a load does not end a row that is valid from a later time")
  void k10_9_noRowEndsBeforeItBegan() {
    if (cannotMerge()) {
      return;
    }
    LoadId first = commit(KEEPING, List.of(price(1, 10)));
    Loads others = new Loads(sink(), OTHER_CHAIN);
    LoadId late = Loads.next(LoadId.NONE);
    LoadId later = Loads.next(loads().head(PRICES));
    commit(loads(), later, KEEPING, List.of(price(1, 11)));

    Codes.refused(
        ErrorCode.TABLE_CHANGED,
        "a load that began before the present row",
        () -> commit(others, late, KEEPING, List.of(price(1, 12))));

    assertThat(history())
        .containsExactlyInAnyOrder(
            "1 10 " + at(first) + " " + at(later), "1 11 " + at(later) + " null");
  }

  private LoadId commit(WriteMode mode, List<Map<String, @Nullable Object>> rows) {
    Loads loads = loads();
    if (!sink().tables().contains(PRICES)) {
      loads.create(PRICES, PRICED);
    }
    return commit(loads, Loads.next(loads.head(PRICES)), mode, rows);
  }

  private LoadId commit(
      Loads loads, LoadId id, WriteMode mode, List<Map<String, @Nullable Object>> rows) {
    List<Map<String, @Nullable Object>> stamped = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      stamped.add(stamped(row, id));
    }
    Load load =
        loads.load(
            id,
            loads.part(
                PRICES,
                mode,
                List.of(loads.stage(loads.task(PRICES, PRICES, id, mode, PRICED), stamped)),
                "receipt"));
    sink().commit(load, PRICES);
    return id;
  }

  private static Map<String, @Nullable Object> stamped(
      Map<String, @Nullable Object> row, LoadId load) {
    row.put("from", load.time());
    return row;
  }

  private static Map<String, @Nullable Object> price(long id, int price) {
    return price("a", id, price);
  }

  private static Map<String, @Nullable Object> price(String shop, long id, int price) {
    return row("id", id, "shop", shop, "price", price, "version", (long) price);
  }

  private static Map<String, @Nullable Object> gone(long id) {
    return row("id", id, "gone", true, "version", -1L);
  }

  private static String at(LoadId load) {
    return load.time().toString();
  }

  private List<String> history() {
    List<String> lines = new ArrayList<>();
    for (Map<String, @Nullable Object> row : visibleRows(PRICES)) {
      Instant from = (Instant) row.get("from");
      lines.add(row.get("id") + " " + row.get("price") + " " + from + " " + row.get("to"));
    }
    return lines;
  }
}
