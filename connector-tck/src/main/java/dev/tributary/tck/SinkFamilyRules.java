// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K9, continued: rows of child tables follow those they belong to. */
abstract class SinkFamilyRules extends SinkMergeRules {

  private static final WriteMode BY_ARRIVAL =
      WriteMode.merge(List.of("id")).with(WriteMode.ARRIVAL, "_arrival");
  private static final WriteMode DELETING = BY_ARRIVAL.with(WriteMode.DELETE_FLAG, "gone");
  private static final TableName PARENTS = new TableName("parents");
  private static final TableName CHILDREN = new TableName("parents__items");
  private static final Schema PARENT =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("gone", Type.BOOLEAN),
          Field.optional("_arrival", Type.LONG));
  private static final Schema CHILD =
      Schema.of(
          Field.optional("order", Type.LONG),
          Field.optional("name", Type.STRING),
          Field.optional("_arrival", Type.LONG));

  @Test
  @DisplayName("K9.11 of rows of one load with one key the latest arrival wins, however staged")
  void k9_11_theLatestArrivalWins() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = family();

    loads.commit(PARENTS, BY_ARRIVAL, List.of(order(1, 2), order(1, 3), order(1, 1)));

    assertThat(texts(PARENTS, "id", "_arrival")).containsExactly("1 3");
  }

  @Test
  @DisplayName("K9.12 rows of a child table go with the parent that is replaced or deleted")
  void k9_12_childrenGoWithTheirParents() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = family();
    commit(
        loads,
        DELETING,
        List.of(order(1, 1), order(2, 1), order(3, 1), order(4, 1)),
        List.of(
            item(1, 1, "old"),
            item(1, 1, "old"),
            item(2, 1, "old"),
            item(3, 1, "old"),
            item(4, 1, "kept")));

    commit(
        loads,
        DELETING,
        List.of(order(1, 2), order(2, 2), deleted(3, 2)),
        List.of(item(1, 2, "new")));

    assertThat(texts(CHILDREN, "order", "name")).containsExactlyInAnyOrder("1 new", "4 kept");
    assertThat(texts(PARENTS, "id", "_arrival")).containsExactlyInAnyOrder("1 2", "2 2", "4 1");
  }

  @Test
  @DisplayName(
      "K9.13 of the rows that a load brings for a child, those of the parents that stay stay")
  void k9_13_childrenOfLosersAreLeftOut() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = family();

    commit(
        loads,
        DELETING,
        List.of(order(1, 1), order(1, 2), order(2, 1), deleted(2, 2), order(3, 1)),
        List.of(
            item(1, 1, "loser's"), item(1, 2, "winner's"), item(2, 1, "gone"), item(3, 1, "only")));

    assertThat(texts(CHILDREN, "order", "name")).containsExactlyInAnyOrder("1 winner's", "3 only");
  }

  @Test
  @DisplayName(
      "K9.14 where the parent only inserts, children of rows that are there stay as they are")
  void k9_14_insertOnlyLeavesChildrenAlone() {
    if (cannotMerge()) {
      return;
    }
    WriteMode inserting = BY_ARRIVAL.with(WriteMode.INSERT_ONLY, true);
    Loads loads = family();
    commit(loads, inserting, List.of(order(1, 1)), List.of(item(1, 1, "old")));

    commit(
        loads,
        inserting,
        List.of(order(1, 7), order(2, 7)),
        List.of(item(1, 7, "late"), item(2, 7, "new")));

    assertThat(texts(CHILDREN, "order", "name")).containsExactlyInAnyOrder("1 old", "2 new");
  }

  @Test
  @DisplayName("K9.15 another instance lets children follow, also after somebody else merged rows")
  void k9_15_anotherInstanceLetsChildrenFollow() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = family();
    commit(loads, DELETING, List.of(order(1, 1)), List.of(item(1, 1, "old")));
    Load load = stage(loads, DELETING, List.of(order(1, 2)), List.of(item(1, 2, "new")));
    Sink first = newSink();
    first.commit(load, PARENTS);
    first.close();
    new Loads(sink(), OTHER_CHAIN).commit(PARENTS, BY_ARRIVAL, List.of(order(9, 1)));

    assertThat(sink().commit(load, CHILDREN)).isIn(Outcome.COMMITTED, Outcome.ALREADY);
    assertThat(sink().commit(load, CHILDREN)).isEqualTo(Outcome.ALREADY);

    assertThat(texts(CHILDREN, "order", "name")).containsExactly("1 new");
  }

  private Loads family() {
    Loads loads = loads();
    loads.create(PARENTS, PARENT);
    loads.create(CHILDREN, CHILD);
    return loads;
  }

  private void commit(
      Loads loads,
      WriteMode mode,
      List<Map<String, @Nullable Object>> orders,
      List<Map<String, @Nullable Object>> items) {
    Load load = stage(loads, mode, orders, items);
    sink().save(PARENTS, load.chain(), load.id(), "manifest");
    sink().commit(load, PARENTS);
    sink().commit(load, CHILDREN);
  }

  private static Load stage(
      Loads loads,
      WriteMode mode,
      List<Map<String, @Nullable Object>> orders,
      List<Map<String, @Nullable Object>> items) {
    LoadId id = Loads.next(loads.head(PARENTS));
    WriteMode follows = WriteMode.merge(List.of("order")).with(WriteMode.ARRIVAL, "_arrival");
    Staged above = loads.stage(loads.task(PARENTS, PARENTS, id, mode, PARENT), orders);
    Staged below = loads.stage(loads.task(PARENTS, CHILDREN, id, follows, CHILD), items);
    return loads.load(
        id,
        loads.part(PARENTS, mode, List.of(above), "of orders"),
        loads.part(CHILDREN, PARENTS, follows, List.of(below), "of items"));
  }

  private static Map<String, @Nullable Object> order(long id, long arrival) {
    return row("id", id, "gone", false, "_arrival", arrival);
  }

  private static Map<String, @Nullable Object> deleted(long id, long arrival) {
    return row("id", id, "gone", true, "_arrival", arrival);
  }

  private static Map<String, @Nullable Object> item(long order, long arrival, String name) {
    return row("order", order, "name", name, "_arrival", arrival);
  }
}
