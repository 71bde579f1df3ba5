// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K9: rows take the place of those with their key. */
abstract class SinkMergeRules extends SinkModeRules {

  private static final WriteMode BY_ID = WriteMode.merge(List.of("id"));
  private static final TableName STOCK = new TableName("stock");
  private static final Schema COUNTED =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("place", Type.STRING),
          Field.optional("version", Type.INT),
          Field.optional("gone", Type.BOOLEAN));

  @Test
  @DisplayName("K9.1 a merge replaces rows whose key comes again, adds others and keeps the rest")
  void k9_1_rowsTakeThePlaceOfThoseWithTheirKey() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2, 3));

    Load merge = loads.commit(ORDERS, BY_ID, List.of(named(2, "new"), named(4, "new")));

    assertVisible(ORDERS, 1, 2, 3, 4);
    assertThat(names()).containsExactlyInAnyOrder("1 name of 1", "2 new", "3 name of 3", "4 new");
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(merge));
  }

  @Test
  @DisplayName("K9.2 of rows of one load with one key the last wins, whoever staged them")
  void k9_2_theLastRowWins() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));
    LoadId id = Loads.next(loads.head(ORDERS));
    Staged first =
        loads.stage(
            loads.task(ORDERS, ORDERS, id, BY_ID, SCHEMA), List.of(named(1, "a"), named(3, "b")));
    Staged second =
        loads.stage(
            loads.task(ORDERS, ORDERS, id, BY_ID, SCHEMA, 1),
            List.of(named(2, "c"), named(1, "d")));

    sink().commit(loads.load(id, loads.part(ORDERS, BY_ID, List.of(first, second), "r")), ORDERS);

    assertVisible(ORDERS, 1, 2, 3);
    assertThat(names()).containsExactlyInAnyOrder("1 d", "2 c", "3 b");
  }

  @Test
  @DisplayName(
      "K9.2b so it is within what one task staged, unless the table forgets: then it refuses")
  void k9_2b_theLastRowOfATaskWinsOrTheLoadIsRefused() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));
    Load merge = loads.prepare(ORDERS, BY_ID, List.of(named(1, "a"), named(1, "b")));

    try {
      sink().commit(merge, ORDERS);
      assertThat(names()).containsExactly("1 b");
    } catch (TributaryException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.MODE_UNSUPPORTED);
      assertThat(names()).containsExactly("1 name of 1");
    }
  }

  @Test
  @DisplayName("K9.3 with dedup-by the greatest value wins, whatever the order; null is the least")
  void k9_3_theGreatestWins() {
    if (cannotMerge()) {
      return;
    }
    WriteMode byVersion = BY_ID.with(WriteMode.DEDUP_BY, "version");
    Loads loads = stock();

    loads.commit(
        STOCK,
        byVersion,
        List.of(
            item(1, "new", 3, null),
            item(1, "old", 2, null),
            item(1, "null", null, null),
            item(2, "null", null, null),
            item(2, "some", 0, null)));

    assertThat(places()).containsExactlyInAnyOrder("1 new", "2 some");
  }

  @Test
  @DisplayName("K9.4 a row whose flag is true deletes the one with its key and is not kept")
  void k9_4_flaggedRowsDelete() {
    if (cannotMerge()) {
      return;
    }
    WriteMode deleting = BY_ID.with(WriteMode.DELETE_FLAG, "gone");
    Loads loads = stock();
    loads.commit(
        STOCK,
        APPEND,
        List.of(item(1, "a", 1, false), item(2, "b", 1, null), item(3, "c", 1, null)));

    loads.commit(
        STOCK,
        deleting,
        List.of(
            item(1, "a", 2, true),
            item(2, "b", 2, true),
            item(2, "back", 3, false),
            item(9, "never was", 1, true)));

    assertThat(places()).containsExactlyInAnyOrder("2 back", "3 c");
  }

  @Test
  @DisplayName("K9.5 a merge that only inserts leaves rows alone whose key is there")
  void k9_5_insertOnlyLeavesWhatIsThere() {
    if (cannotMerge()) {
      return;
    }
    WriteMode inserting = BY_ID.with(WriteMode.INSERT_ONLY, true);
    Loads loads = stock();
    loads.commit(STOCK, APPEND, List.of(item(1, "old", 1, null)));

    loads.commit(STOCK, inserting, List.of(item(1, "new", 2, null), item(2, "new", 2, null)));

    assertThat(places()).containsExactlyInAnyOrder("1 old", "2 new");
  }

  @Test
  @DisplayName("K9.6 committing a merge twice is committing it once")
  void k9_6_committingTwiceIsOnce() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2));
    Load merge = loads.commit(ORDERS, BY_ID, List.of(named(2, "new")));

    assertThat(sink().commit(merge, ORDERS)).isEqualTo(Outcome.ALREADY);

    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K9.7 a merge without rows moves the receipt and nothing else")
  void k9_7_aMergeWithoutRowsMovesTheReceipt() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));

    Load merge = loads.commit(ORDERS, BY_ID, List.of());

    assertVisible(ORDERS, 1);
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(merge));
  }

  @Test
  @DisplayName("K9.8 rows that somebody else added after the load was planned are merged with, too")
  void k9_8_rowsThatCameMeanwhileAreMergedWith() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load merge = loads.prepare(ORDERS, BY_ID, List.of(named(9, "ours")));
    writeAsAnother(ORDERS, 9);

    assertThat(sink().commit(merge, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS, 9);
    assertThat(names()).containsExactly("9 ours");
  }

  @Test
  @DisplayName(
      "K9.9 a key of several fields is equal when all of them are; null is equal to nothing")
  void k9_9_keysOfSeveralFields() {
    if (cannotMerge()) {
      return;
    }
    WriteMode byBoth = WriteMode.merge(List.of("id", "place"));
    Loads loads = stock();
    loads.commit(
        STOCK,
        APPEND,
        List.of(item(1, "a", 1, null), item(1, "b", 1, null), item(1, null, 1, null)));

    loads.commit(STOCK, byBoth, List.of(item(1, "b", 2, null), item(1, null, 2, null)));

    assertThat(versions()).containsExactlyInAnyOrder("1 a 1", "1 b 2", "1 null 1", "1 null 2");
  }

  @Test
  @DisplayName("K9.10 merges follow each other, and maintenance comes between them")
  void k9_10_mergesFollowEachOther() {
    if (cannotMerge()) {
      return;
    }
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1, 2, 3, 4));

    for (int round = 0; round < 3; round++) {
      loads.commit(ORDERS, BY_ID, List.of(named(1, "of " + round), named(2 + round, "late")));
    }
    maintain(ORDERS);
    loads.commit(ORDERS, BY_ID, List.of(named(1, "last"), named(5, "late")));

    assertVisible(ORDERS, 1, 2, 3, 4, 5);
    assertThat(names()).containsExactlyInAnyOrder("1 last", "2 late", "3 late", "4 late", "5 late");
  }

  @Test
  @DisplayName(
      "K9.16 a group that comes takes the place of the one that is there, with all its rows")
  void k9_16_groupsTakeThePlaceOfGroups() {
    if (cannotMerge()) {
      return;
    }
    WriteMode groups =
        WriteMode.merge(List.of("place"))
            .with(WriteMode.GROUPS, true)
            .with(WriteMode.DELETE_FLAG, "gone");
    Loads loads = stock();
    loads.commit(
        STOCK,
        groups,
        List.of(
            item(1, "a", 1, null),
            item(2, "a", 1, null),
            item(3, "b", 1, null),
            item(4, "c", 1, null)));

    loads.commit(
        STOCK,
        groups,
        List.of(
            item(2, "a", 2, null),
            item(2, "a", 2, null),
            item(5, "a", 2, true),
            item(4, "c", 2, true),
            item(6, "c", 2, true)));

    assertThat(versions()).containsExactlyInAnyOrder("2 a 2", "2 a 2", "3 b 1");
  }

  @Test
  @DisplayName("K9.17 a flag or an order that no row has had yet decides nothing")
  void k9_17_whatNoRowHasDecidesNothing() {
    if (cannotMerge()) {
      return;
    }
    WriteMode mode = BY_ID.with(WriteMode.DELETE_FLAG, "gone").with(WriteMode.DEDUP_BY, "version");
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);

    loads.commit(ORDERS, mode, List.of(named(1, "new")));

    assertThat(names()).containsExactly("1 new");
  }

  final boolean cannotMerge() {
    return !sink().capabilities().dispositions().contains(Disposition.MERGE);
  }

  private Loads stock() {
    Loads loads = loads();
    loads.create(STOCK, COUNTED);
    return loads;
  }

  private static Map<String, @Nullable Object> named(long id, String name) {
    return row("id", id, "name", name);
  }

  private static Map<String, @Nullable Object> item(
      long id, @Nullable String place, @Nullable Integer version, @Nullable Boolean gone) {
    return row("id", id, "place", place, "version", version, "gone", gone);
  }

  private List<String> names() {
    return texts(ORDERS, "id", "name");
  }

  private List<String> places() {
    return texts(STOCK, "id", "place");
  }

  private List<String> versions() {
    return texts(STOCK, "id", "place", "version");
  }

  final List<String> texts(TableName table, String... columns) {
    List<String> texts = new ArrayList<>();
    for (Map<String, @Nullable Object> row : visibleRows(table)) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(String.valueOf(row.get(column)));
      }
      texts.add(String.join(" ", values));
    }
    return texts;
  }
}
