// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Upkeep;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of nobody go, and nothing else. */
class OrphansTest {

  private static final MaintenanceRequest ORPHANS =
      MaintenanceRequest.of(Map.of("only", "orphans"));

  @TempDir Path folder;

  private Lake lake;
  private Loads loads;

  @BeforeEach
  void createTable() {
    lake = new Lake(folder);
    loads = lake.loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, APPEND, rows(1));
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  static Set<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(suffix))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Path plant(String path) throws IOException {
    Path file = LocalFileIO.path(lake.table().location()).resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "planted");
  }

  private Upkeep after(Duration time, MaintenanceRequest request) {
    return ((Maintenance) lake.sink(Clock.offset(Clock.systemUTC(), time)))
        .maintain(ORDERS, request);
  }

  private Upkeep nextWeek() {
    return after(Duration.ofDays(7), ORPHANS);
  }

  @Test
  void plantedFilesGoAndAllOthersStay() throws Exception {
    Set<Path> before = files(folder, "");
    plant("data/left.parquet");
    plant("data/20260101T000000000Z-000009-aaaaaaaa/left.parquet");
    plant("metadata/left-m0.avro");

    Upkeep done = nextWeek();

    assertThat(done.orphans()).isEqualTo(new Upkeep.Orphans(3, 21, 3));
    assertThat(files(folder, "")).isEqualTo(before);
    assertThat(lake.ids()).containsExactly(1L);
  }

  @Test
  void aDryRunDeletesNothing() throws Exception {
    plant("data/left.parquet");
    Set<Path> before = files(folder, "");

    Upkeep would = after(Duration.ofDays(7), ORPHANS.dryRun(true));

    assertThat(would.orphans()).isEqualTo(new Upkeep.Orphans(1, 7, 0));
    assertThat(files(folder, "")).isEqualTo(before);
  }

  @Test
  void youngFilesStay() throws Exception {
    Path young = plant("data/young.parquet");

    assertThat(after(Duration.ofDays(2), ORPHANS).orphans().found()).isZero();

    assertThat(young).exists();
  }

  @Test
  void nobodyMayAskForFilesThatALoadMayBeWriting() {
    TributaryException refused =
        catchThrowableOfType(
            TributaryException.class,
            () -> MaintenanceRequest.of(Map.of("orphans-older-than", "59m")));

    assertThat(refused.code()).isEqualTo(ErrorCode.SETTING_INVALID);
    assertThat(refused).hasMessageContaining("orphans-older-than").hasMessageContaining("1h");
  }

  @Test
  void whatIsOutsideTheTablesOwnFoldersIsNotLookedAt() throws Exception {
    Path beside = plant("elsewhere/left.parquet");
    Path other = plant("../other/data/left.parquet");

    assertThat(nextWeek().orphans().found()).isZero();

    assertThat(beside).exists();
    assertThat(other).exists();
  }

  @Test
  void anUndecidedLoadKeepsItsFilesHoweverOld() {
    Load undecided = loads.prepare(ORDERS, APPEND, rows(2));
    lake.sink().save(ORDERS, Lake.CHAIN, undecided.id(), "manifest");

    assertThat(nextWeek().orphans().found()).isZero();

    assertThat(lake.sink().commit(undecided, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aLoadThatIsStillStagingKeepsItsFiles() {
    Load staging = loads.prepare(ORDERS, APPEND, rows(2));

    nextWeek();

    assertThat(lake.sink().commit(staging, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @Test
  void aLoadKeepsItsFilesInChildTablesToo() throws Exception {
    TableName items = new TableName("orders__items");
    loads.create(items, SCHEMA);
    LoadId id = Loads.next(loads.head(ORDERS));
    Staged staged = loads.stage(loads.task(ORDERS, items, id, APPEND, SCHEMA), rows(5));

    Upkeep done =
        ((Maintenance) lake.sink(Clock.offset(Clock.systemUTC(), Duration.ofDays(7))))
            .maintain(items, ORPHANS);

    assertThat(done.orphans().found()).isZero();
    assertThat(StagedFiles.locations(staged))
        .allSatisfy(location -> assertThat(LocalFileIO.path(location)).exists());
  }

  @Test
  void oldSnapshotsKeepTheirFiles() {
    long old = lake.table().currentSnapshot().snapshotId();
    loads.commit(ORDERS, dev.tributary.load.WriteMode.REPLACE, rows(2));

    assertThat(nextWeek().orphans().found()).isZero();

    new Stranger(lake.table()).rollBackTo(old);
    assertThat(lake.ids()).containsExactly(1L);
  }

  @Test
  void whatAKilledCompactionLeftIsFound() throws Exception {
    loads.commit(ORDERS, APPEND, rows(2));
    Table table = lake.table();
    RewritePlan.Group group =
        RewritePlan.of(
                table,
                table.currentSnapshot(),
                MaintenanceRequest.of(Map.of("min-files", 2)),
                1 << 20,
                new java.util.ArrayList<>())
            .groups()
            .get(0);
    new GroupRewrite(
            ORDERS,
            table,
            Loads.next(LoadId.NONE),
            1 << 20,
            RowGroupMemory.ofHeap(),
            new java.util.concurrent.atomic.AtomicBoolean())
        .run(group, 0);
    assertThat(files(folder, "parquet")).hasSize(3);

    assertThat(nextWeek().orphans().deleted()).isEqualTo(1);

    assertThat(files(folder, "parquet")).hasSize(2);
    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @Test
  void tablesThatShareAFolderAreLeftAlone() throws Exception {
    Path left = plant("data/left.parquet");
    lake.catalog()
        .buildTable(
            org.apache.iceberg.catalog.TableIdentifier.of("shop", "twin"), lake.table().schema())
        .withLocation(lake.table().location())
        .create();

    Upkeep done = nextWeek();

    assertThat(done.orphans().found()).isZero();
    assertThat(done.notes()).singleElement().asString().contains("'twin'");
    assertThat(left).exists();
  }
}
