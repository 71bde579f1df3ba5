// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Upkeep;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old snapshots go; what receipts and live rows need stays. */
class ExpiryTest {

  private static final MaintenanceRequest EXPIRE =
      MaintenanceRequest.of(Map.of("only", "expire", "keep-snapshots", 1));
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void createTable() {
    lake = new Lake(folder).set("format-version", 3);
    loads = lake.loads();
    loads.create(ORDERS, SCHEMA);
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private Upkeep nextWeek(MaintenanceRequest request) {
    Clock later = Clock.offset(Clock.systemUTC(), WEEK);
    return ((Maintenance) lake.sink(later)).maintain(ORDERS, request);
  }

  private void load(long... ids) {
    for (long id : ids) {
      loads.commit(ORDERS, APPEND, rows(id));
    }
  }

  @Test
  void oldSnapshotsGoAndTheLastLoadStaysTheLast() {
    load(1, 2);
    Load last = loads.commit(ORDERS, APPEND, rows(3));
    new Stranger(lake.table()).append(8);

    Upkeep done = nextWeek(EXPIRE);

    assertThat(done.snapshots().before()).isEqualTo(4);
    assertThat(done.snapshots().expired()).isEqualTo(3);
    assertThat(lake.table().snapshots()).hasSize(1);
    assertThat(loads.head(ORDERS)).isEqualTo(last.id());
    assertThat(lake.sink().commit(last, ORDERS)).isEqualTo(Outcome.ALREADY);
    load(4);
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L, 8L);
  }

  @Test
  void youngSnapshotsAndTheLastFewStay() {
    load(1, 2, 3);

    assertThat(((Maintenance) lake.sink()).maintain(ORDERS, EXPIRE).snapshots().expired()).isZero();
    assertThat(nextWeek(MaintenanceRequest.of(Map.of("only", "expire"))).snapshots().expired())
        .isZero();

    assertThat(lake.table().snapshots()).hasSize(3);
  }

  @Test
  void aDryRunCountsWhatWouldExpire() {
    load(1, 2, 3);

    assertThat(nextWeek(EXPIRE.dryRun(true)).snapshots()).isEqualTo(new Upkeep.Snapshots(3, 2, 0));

    assertThat(lake.table().snapshots()).hasSize(3);
  }

  @Test
  void filesOfACompactedStateAreDeletedWithIt() throws Exception {
    load(1, 2, 3);
    MaintenanceRequest both =
        MaintenanceRequest.of(
            Map.of("only", List.of("compact", "expire"), "keep-snapshots", 1, "min-files", 2));

    Upkeep done = nextWeek(both);

    assertThat(done.files().rewritten()).isEqualTo(3);
    assertThat(done.snapshots().expired()).isEqualTo(3);
    assertThat(done.snapshots().filesDeleted()).isGreaterThan(3);
    assertThat(OrphansTest.files(folder, "parquet")).hasSize(1);
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aFileOfDeletionVectorsStaysWhileOneOfThemIsInUse() {
    loads.commit(ORDERS, APPEND, rows(1, 2, 3));
    loads.commit(ORDERS, APPEND, rows(11, 12, 13));
    merge(1, 11); // one file with a vector for each of the two
    merge(2); // the first vector is replaced, the second is still in the old file
    load(4);

    nextWeek(EXPIRE);

    assertThat(lake.table().snapshots()).hasSize(1);
    assertThat(lake.ids()).containsExactly(1L, 2L, 3L, 4L, 11L, 12L, 13L);
  }

  private void merge(long... ids) {
    loads.commit(ORDERS, WriteMode.merge(List.of("id")), rows(ids));
  }

  @Test
  void aLoadThatWasRolledBackIsNotBelievedAfterwards() {
    Chain other = new Chain("other", "orders");
    load(1);
    long wanted = lake.table().currentSnapshot().snapshotId();
    Load undone = loads.commit(ORDERS, APPEND, rows(2));
    new Stranger(lake.table()).rollBackTo(wanted);
    new Stranger(lake.table()).append(8);
    lake.loads(other).commit(ORDERS, APPEND, rows(9));
    var before = loads.head(ORDERS);
    assertThat(before).isNotEqualTo(undone.id());

    Upkeep done = nextWeek(EXPIRE);

    assertThat(loads.head(ORDERS)).isEqualTo(before);
    assertThat(done.notes()).singleElement().asString().contains("shop/orders");
  }

  @Test
  void nothingExpiresWhereSomebodyElseOwnsTheFiles() {
    load(1, 2);
    lake.table().updateProperties().set("gc.enabled", "false").commit();

    Upkeep done = nextWeek(EXPIRE);

    assertThat(done.snapshots().expired()).isZero();
    assertThat(done.notes()).singleElement().asString().contains("gc.enabled");
  }

  @Test
  void manySmallManifestsBecomeFew() {
    for (long id = 0; id < 12; id++) {
      new Stranger(lake.table()).fastAppend(id);
    }
    Load last = loads.commit(ORDERS, APPEND, List.of(row("id", 99L, "name", "a")));
    MaintenanceRequest manifests = MaintenanceRequest.of(Map.of("only", "manifests"));
    Maintenance sink = (Maintenance) lake.sink();
    assertThat(sink.maintain(ORDERS, manifests.dryRun(true)).manifests())
        .isEqualTo(new Upkeep.Manifests(13, 1));

    assertThat(sink.maintain(ORDERS, manifests).manifests()).isEqualTo(new Upkeep.Manifests(13, 1));

    assertThat(lake.ids()).hasSize(13);
    assertThat(loads.head(ORDERS)).isEqualTo(last.id());
  }
}
