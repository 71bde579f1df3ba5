// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.load.WriteMode.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K6: ways to change a table. K7: loads that touch several tables. */
abstract class SinkModeRules extends SinkCommitRules {

  private static final int REPLACES = 5;

  @Test
  @DisplayName("K6.1 a replace puts its rows in the place of all others")
  void k6_1_aReplaceTakesThePlaceOfAllRows() {
    if (refusedWhereUndeclared(Disposition.REPLACE)) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2));
    writeAsAnother(ORDERS, 9);
    Load replace = loads.prepare(ORDERS, REPLACE, rows(3));
    assertVisible(ORDERS, 1, 2, 9);

    assertThat(sink().commit(replace, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS, 3);
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(replace));
  }

  @Test
  @DisplayName("K6.2 a replace without rows empties the table")
  void k6_2_aReplaceWithoutRowsEmptiesTheTable() {
    if (refusedWhereUndeclared(Disposition.REPLACE)) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2));
    LoadId id = Loads.next(loads.head(ORDERS));
    Load nothing = loads.load(id, loads.part(ORDERS, REPLACE, List.of(), "emptied"));

    assertThat(sink().commit(nothing, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS);
    assertThat(loads.look(ORDERS).receipt()).contains(new Receipt(id, "emptied"));
  }

  @Test
  @DisplayName("K6.3 a replace is one step: readers see the old rows or the new, never a mixture")
  void k6_3_aReplaceIsOneStep() {
    if (refusedWhereUndeclared(Disposition.REPLACE)) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(0, 0, 0));
    CountDownLatch done = new CountDownLatch(1);
    Callable<Set<List<Long>>> replacing =
        () -> {
          try {
            for (long id = 1; id <= REPLACES; id++) {
              loads.commit(ORDERS, REPLACE, rows(id, id, id));
            }
          } finally {
            done.countDown();
          }
          return Set.of();
        };

    List<Set<List<Long>>> seen = Race.run(List.of(replacing, () -> watch(done)));

    assertThat(seen.get(1)).allSatisfy(ids -> assertThat(ids).hasSize(3).containsOnly(ids.get(0)));
  }

  @Test
  @DisplayName("K6.4 a replace of other chains' rows leaves their receipts")
  void k6_4_aReplaceLeavesTheReceiptsOfOtherChains() {
    if (refusedWhereUndeclared(Disposition.REPLACE)) {
      return;
    }
    Loads loads = loads();
    Loads others = new Loads(sink(), OTHER_CHAIN);
    loads.create(ORDERS, SCHEMA);
    Load theirs = others.commit(ORDERS, APPEND, rows(1));

    loads.commit(ORDERS, REPLACE, rows(2));

    assertThat(others.look(ORDERS).receipt()).contains(receipt(theirs));
    assertThat(sink().commit(theirs, ORDERS)).isEqualTo(Outcome.ALREADY);
    assertVisible(ORDERS, 2);
  }

  @Test
  @DisplayName("K6.5 what the sink does not declare, and options it does not know, are refused")
  void k6_5_undeclaredModesAreRefused() {
    for (Disposition disposition : EnumSet.allOf(Disposition.class)) {
      refusedWhereUndeclared(disposition);
    }
    assertModeRefused(
        new WriteMode(Disposition.APPEND, List.of(), Fields.of("no-sink-knows-this-option", true)));
  }

  @Test
  @DisplayName("K7.1 parts are committed one by one, the anchor first, each with its own receipt")
  void k7_1_eachPartHasItsOwnReceipt() {
    Loads loads = loads();
    Load load = ordersAndItems(loads);

    assertThat(sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertVisible(ORDERS, 1);
    if (sink().capabilities().tablesAtomic()) {
      assertThat(sink().commit(load, ITEMS)).isEqualTo(Outcome.ALREADY);
    } else {
      assertVisible(ITEMS);
      assertThat(sink().commit(load, ITEMS)).isEqualTo(Outcome.COMMITTED);
    }

    assertVisible(ITEMS, 11, 12);
    assertThat(loads.look(ORDERS).receipt()).contains(new Receipt(load.id(), "of orders"));
    assertThat(loads.look(ITEMS).receipt()).contains(new Receipt(load.id(), "of items"));
  }

  @Test
  @DisplayName("K7.2 a part whose table has another receipt than expected is refused")
  void k7_2_aPartThatDoesNotFollowIsRefused() {
    Loads loads = loads();
    Load load = ordersAndItems(loads);
    Load between = loads.commit(ITEMS, APPEND, rows(21));

    assertThat(sink().commit(load, ITEMS)).isEqualTo(Outcome.REFUSED);

    assertVisible(ITEMS, 21);
    assertThat(loads.look(ITEMS).receipt()).contains(receipt(between));
    assertThat(loads.look(ORDERS).receipt()).isEmpty();
  }

  @Test
  @DisplayName("K7.3 a load is finished by another instance, as if it were the first try")
  void k7_3_anotherInstanceFinishesALoad() {
    Loads loads = loads();
    Load load = ordersAndItems(loads);
    Sink first = newSink();
    first.commit(load, ORDERS);
    first.close();

    assertThat(sink().commit(load, ORDERS)).isEqualTo(Outcome.ALREADY);
    assertThat(sink().commit(load, ITEMS)).isIn(Outcome.COMMITTED, Outcome.ALREADY);
    assertThat(sink().commit(load, ITEMS)).isEqualTo(Outcome.ALREADY);

    assertVisible(ORDERS, 1);
    assertVisible(ITEMS, 11, 12);
  }

  /** A load of one row in the anchor and two in its child, staged and not committed. */
  private static Load ordersAndItems(Loads loads) {
    loads.create(ORDERS, SCHEMA);
    loads.create(ITEMS, SCHEMA);
    LoadId id = Loads.next(LoadId.NONE);
    Staged order = loads.stage(loads.task(ORDERS, ORDERS, id, APPEND, SCHEMA), rows(1));
    Staged items = loads.stage(loads.task(ORDERS, ITEMS, id, APPEND, SCHEMA), rows(11, 12));
    return loads.load(
        id,
        loads.part(ORDERS, APPEND, List.of(order), "of orders"),
        loads.part(ITEMS, ORDERS, APPEND, List.of(items), "of items"));
  }

  /** Checks that an undeclared disposition is refused; false where it is declared. */
  private boolean refusedWhereUndeclared(Disposition disposition) {
    if (sink().capabilities().dispositions().contains(disposition)) {
      return false;
    }
    List<String> keys = disposition == Disposition.MERGE ? List.of("id") : List.of();
    assertModeRefused(new WriteMode(disposition, keys, Fields.empty()));
    return true;
  }

  private void assertModeRefused(WriteMode mode) {
    TableName table =
        new TableName("refusing_" + mode.disposition().name().toLowerCase(java.util.Locale.ROOT));
    Loads loads = loads();
    loads.create(table, SCHEMA);
    Load before = loads.commit(table, APPEND, rows(1));

    Codes.refused(
        ErrorCode.MODE_UNSUPPORTED,
        "a load with mode " + mode,
        () -> sink().commit(loads.prepare(table, mode, rows(2)), table));

    assertVisible(table, 1);
    assertThat(loads.look(table).receipt()).contains(receipt(before));
  }

  private Set<List<Long>> watch(CountDownLatch done) {
    Set<List<Long>> seen = new java.util.HashSet<>();
    boolean over;
    do {
      over = done.getCount() == 0;
      seen.add(new ArrayList<>(visibleIds(ORDERS)));
    } while (!over);
    return seen;
  }
}
