// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.CHAIN;
import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.load.WriteMode.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.sink.Outcome;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other people do to a table's history between two loads. */
class HistoryTest {

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;
  private Stranger stranger;

  @BeforeEach
  void createTable() {
    lake = new Lake(folder);
    loads = lake.loads();
    loads.create(ORDERS, SCHEMA);
    stranger = new Stranger(lake.table());
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private Stranger stranger() {
    return new Stranger(lake.table());
  }

  private long head() {
    return lake.table().currentSnapshot().snapshotId();
  }

  @Test
  void aLoadWhoseSnapshotExpiredIsStillTheLast() {
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    stranger().append(8);
    stranger().append(9);
    stranger().expire(2);

    assertThat(loads.look(ORDERS).receipt()).map(each -> each.load()).contains(first.id());
    loads.commit(ORDERS, APPEND, rows(2));
    assertThat(lake.ids()).containsExactly(1L, 2L, 8L, 9L);
  }

  @Test
  void aLoadThatIsOlderThanAllKeptHistoryIsBelieved() {
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    stranger().append(7);
    stranger().append(8);
    stranger().append(9);
    stranger().expire(1);

    assertThat(ChainHead.of(Tables.metadata(lake.table()), CHAIN))
        .isEqualTo(new ChainHead(loads.look(ORDERS).receipt(), false));
    assertThat(loads.head(ORDERS)).isEqualTo(first.id());
    assertThat(lake.sink().commit(first, ORDERS)).isEqualTo(Outcome.ALREADY);
  }

  @Test
  void theNextLoadFollowsACompaction() {
    loads.commit(ORDERS, APPEND, rows(1));
    loads.commit(ORDERS, APPEND, rows(2));
    stranger().compact();

    loads.commit(ORDERS, APPEND, rows(3));

    assertThat(lake.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aPlannedLoadIsNotDisturbedByACompaction() {
    loads.commit(ORDERS, APPEND, rows(1));
    Load planned = loads.prepare(ORDERS, REPLACE, rows(2));
    stranger().compact();

    assertThat(lake.sink().commit(planned, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(lake.ids()).containsExactly(2L);
  }

  @Test
  void afterARollbackTheOlderLoadIsTheLastAndTheNextFollowsIt() {
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    long wanted = head();
    Load undone = loads.commit(ORDERS, APPEND, rows(2));
    stranger().rollBackTo(wanted);

    assertThat(loads.head(ORDERS)).isEqualTo(first.id());
    assertThat(lake.sink().commit(undone, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @Test
  void afterARollbackToTheEmptyTableThereIsNoLastLoad() {
    stranger.append(9);
    long beforeAnyLoad = head();
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    stranger().rollBackTo(beforeAnyLoad);

    assertThat(loads.head(ORDERS)).isEqualTo(LoadId.NONE);
    assertThat(lake.sink().commit(first, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(lake.ids()).containsExactly(1L, 9L);
  }

  @Test
  void aRollbackPastExpiredHistoryFindsTheOlderLoadInTheMirror() {
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    stranger().append(9);
    long wanted = head();
    loads.commit(ORDERS, APPEND, rows(2));
    stranger().rollBackTo(wanted);
    stranger().expire(1);

    assertThat(loads.head(ORDERS)).isEqualTo(first.id());
  }

  @Test
  void aTagKeepsTheReceiptOfAnExpiredLoad() {
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    lake.table().manageSnapshots().createTag("audited", head()).commit();
    stranger().append(8);
    stranger().append(9);
    stranger().expire(1);
    Table table = lake.table();
    assertThat(table.snapshots()).hasSize(2);

    assertThat(loads.head(ORDERS)).isEqualTo(first.id());
    loads.commit(ORDERS, APPEND, rows(2));
    assertThat(lake.ids()).containsExactly(1L, 2L, 8L, 9L);
    assertThat(lake.table().refs()).containsKey("audited");
  }

  @Test
  void aRollbackToBeforeAllRememberedLoadsIsAQuestionToTheOwner() {
    loads.commit(ORDERS, APPEND, rows(1));
    stranger().append(9);
    long wanted = head();
    for (int i = 0; i < 21; i++) {
      loads.commit(ORDERS, APPEND, List.of());
    }
    stranger().rollBackTo(wanted);
    stranger().expire(1);

    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> loads.look(ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_CHANGED);
  }

  @Test
  void aReplaceDoesNotRemoveRowsThatAStrangerAddedAfterItWasPlanned() {
    loads.commit(ORDERS, APPEND, rows(1));
    Load planned = loads.prepare(ORDERS, REPLACE, rows(2));
    stranger().append(9);

    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> lake.sink().commit(planned, ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_CHANGED);
    assertThat(lake.ids()).containsExactly(1L, 9L);
  }

  @Test
  void aReplaceOfATableThatWasEmptyDoesNotRemoveRowsThatCameMeanwhile() {
    Load planned = loads.prepare(ORDERS, REPLACE, rows(2));
    stranger().append(9);

    TributaryException refusal =
        catchThrowableOfType(TributaryException.class, () -> lake.sink().commit(planned, ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_CHANGED);
    assertThat(lake.ids()).containsExactly(9L);
  }

  @Test
  void aReplaceWithoutRowsEmptiesATableThatIsEmptyAlready() {
    Load nothing = loads.prepare(ORDERS, REPLACE, List.of());

    assertThat(lake.sink().commit(nothing, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(lake.ids()).isEmpty();
    assertThat(loads.head(ORDERS)).isEqualTo(nothing.id());
  }

  @Test
  void aTableThatSomebodyElseMadeIsFine() throws Exception {
    lake.catalog().dropTable(org.apache.iceberg.catalog.TableIdentifier.of("shop", "orders"), true);
    lake.catalog()
        .createTable(
            org.apache.iceberg.catalog.TableIdentifier.of("shop", "orders"),
            new IcebergTypes(2).toIceberg(SCHEMA));
    stranger().append(9);

    loads.commit(ORDERS, APPEND, rows(1));

    assertThat(lake.ids()).containsExactly(1L, 9L);
  }
}
