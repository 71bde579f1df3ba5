// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.layout;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.sink.Outcome;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load with {@code scope: partitions} into a table partitioned by the tens of its ids. */
class ReplacePartitionsTest {

  static final WriteMode PARTITIONS =
      new WriteMode(Disposition.REPLACE, List.of(), Fields.of("scope", "partitions"));

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void openLake() {
    lake = new Lake(folder);
    loads = lake.loads();
    lake.evolve(SCHEMA, layout("partition-by", List.of("truncate(10, id)")));
    loads.commit(ORDERS, APPEND, Lake.rows(1, 2, 11, 12, 21));
  }

  @AfterEach
  void closeLake() throws Exception {
    lake.close();
  }

  private static TributaryException refusal(Runnable call) {
    return catchThrowableOfType(TributaryException.class, call::run);
  }

  @Test
  void onlyThePartitionsOfTheLoadAreReplaced() {
    loads.commit(ORDERS, PARTITIONS, Lake.rows(13, 25));

    assertThat(lake.ids()).containsExactly(1L, 2L, 13L, 25L);
    assertThat(DuckFiles.query(lake.table(), "SELECT id FROM FILES ORDER BY id"))
        .hasToString("[[1], [2], [13], [25]]");
  }

  @Test
  void rowsWithoutTheColumnAreAPartition() {
    loads.commit(ORDERS, APPEND, List.of(row("id", null, "name", "old")));

    loads.commit(ORDERS, PARTITIONS, List.of(row("id", null, "name", "new")));

    assertThat(DuckFiles.query(lake.table(), "SELECT name FROM FILES WHERE id IS NULL"))
        .hasToString("[[new]]");
    assertThat(DuckFiles.query(lake.table(), "SELECT count(*) FROM FILES")).hasToString("[[6]]");
  }

  @Test
  void aLoadWithoutRowsReplacesNothingAndCounts() {
    Load load = loads.commit(ORDERS, PARTITIONS, List.of());

    assertThat(lake.ids()).containsExactly(1L, 2L, 11L, 12L, 21L);
    assertThat(loads.head(ORDERS)).isEqualTo(load.id());
  }

  @Test
  void committingTwiceIsCommittingOnce() {
    Load load = loads.commit(ORDERS, PARTITIONS, Lake.rows(13));

    assertThat(lake.sink().commit(load, ORDERS)).isEqualTo(Outcome.ALREADY);
    assertThat(lake.ids()).containsExactly(1L, 2L, 13L, 21L);
  }

  @Test
  void rowsThatCameToThePartitionAfterPlanningRefuseTheLoad() {
    Load planned = loads.prepare(ORDERS, PARTITIONS, Lake.rows(13));
    new Stranger(lake.table()).append(14);

    TributaryException refusal = refusal(() -> lake.sink().commit(planned, ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.TABLE_CHANGED);
    assertThat(lake.ids()).containsExactly(1L, 2L, 11L, 12L, 14L, 21L);
  }

  @Test
  void rowsThatCameToOtherPartitionsStayAndDoNotDisturb() {
    Load planned = loads.prepare(ORDERS, PARTITIONS, Lake.rows(13));
    new Stranger(lake.table()).append(22);

    assertThat(lake.sink().commit(planned, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(lake.ids()).containsExactly(1L, 2L, 13L, 21L, 22L);
  }

  @Test
  void aCompactionMeanwhileDoesNotDisturb() {
    loads.commit(ORDERS, APPEND, Lake.rows(3));
    Load planned = loads.prepare(ORDERS, PARTITIONS, Lake.rows(4));
    new Stranger(lake.table()).compact();

    assertThat(lake.sink().commit(planned, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(lake.ids()).containsExactly(4L, 11L, 12L, 21L);
  }

  @Test
  void filesOfOtherPartitionsMayHoldTheSameRowsSoTheLoadIsRefused() {
    lake.evolve(SCHEMA, layout("partition-by", List.of("truncate(100, id)")));
    Load planned = loads.prepare(ORDERS, PARTITIONS, Lake.rows(13));

    TributaryException refusal = refusal(() -> lake.sink().commit(planned, ORDERS));

    assertThat(refusal.code()).isEqualTo(ErrorCode.MODE_UNSUPPORTED);
    assertThat(lake.ids()).containsExactly(1L, 2L, 11L, 12L, 21L);
  }

  @Test
  void aTableWithoutPartitionsIsRefusedBeforeRowsAreStaged() {
    lake.evolve(SCHEMA, layout("partition-by", List.of()));

    TributaryException refusal = refusal(() -> loads.prepare(ORDERS, PARTITIONS, Lake.rows(13)));

    assertThat(refusal.code()).isEqualTo(ErrorCode.MODE_UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("no partitions");
  }

  @Test
  void otherOptionsOfAReplaceAreUnknown() {
    for (Fields options :
        List.of(Fields.of("scope", "rows"), Fields.of(Map.of("scope", "partitions", "x", 1)))) {
      WriteMode mode = new WriteMode(Disposition.REPLACE, List.of(), options);

      assertThat(refusal(() -> loads.prepare(ORDERS, mode, List.of())).code())
          .isEqualTo(ErrorCode.MODE_UNSUPPORTED);
    }
  }
}
