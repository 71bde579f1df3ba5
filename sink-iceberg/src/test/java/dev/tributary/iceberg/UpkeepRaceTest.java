// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads and upkeep of one table at the same time. */
class UpkeepRaceTest {

  private static final WriteMode MERGE = WriteMode.merge(List.of("id"));
  private static final int LOADS = 6;
  private static final MaintenanceRequest ALL =
      MaintenanceRequest.of(
          Map.of(
              "min-files", 2,
              "deleted-percent", 1,
              "keep-snapshots", 5,
              "expire-older-than", "0s"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void nothingIsLostOrDoubled(int format) throws Exception {
    try (Lake lake = new Lake(folder).set("format-version", format)) {
      lake.loads().create(ORDERS, SCHEMA);
      ExecutorService threads = Executors.newFixedThreadPool(5);
      List<Future<?>> loading = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        Loads loads = lake.loads(new Chain("pipeline " + writer, "orders"));
        int number = writer;
        loading.add(threads.submit(() -> load(loads, number)));
      }
      AtomicBoolean loaded = new AtomicBoolean();
      AtomicLong rewritten = new AtomicLong();
      Maintenance sink = (Maintenance) lake.sink();
      Future<?> upkeep =
          threads.submit(
              () -> {
                while (!loaded.get()) {
                  rewritten.addAndGet(sink.maintain(ORDERS, ALL).files().rewritten());
                }
              });
      try {
        for (Future<?> each : loading) {
          each.get(100, TimeUnit.SECONDS);
        }
      } finally {
        loaded.set(true);
        upkeep.get(100, TimeUnit.SECONDS);
        threads.shutdown();
      }

      assertThat(rewritten.get()).isPositive();
      assertThat(DuckFiles.query(lake.table(), "SELECT id, name FROM FILES ORDER BY id"))
          .containsExactlyElementsOf(expected());
      assertThat(lake.ids()).hasSize(expected().size());
    }
  }

  /** Two append rows of their own; two merge the same few keys of their own again and again. */
  private static void load(Loads loads, int writer) {
    long first = writer * 100L;
    for (int i = 0; i < LOADS; i++) {
      if (writer < 2) {
        commit(loads, APPEND, rows(first + i));
      } else {
        commit(
            loads,
            MERGE,
            List.of(
                row("id", first, "name", "version " + i),
                row("id", first + 1 + i, "name", "name of " + i)));
      }
    }
  }

  /** With so many writers a load may have to try again, as its next run would. */
  private static void commit(Loads loads, WriteMode mode, List<Map<String, Object>> rows) {
    while (true) {
      try {
        loads.commit(ORDERS, mode, rows);
        return;
      } catch (TributaryException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.SINK_UNAVAILABLE);
      }
    }
  }

  private static List<List<Object>> expected() {
    List<List<Object>> rows = new ArrayList<>();
    for (long writer = 0; writer < 4; writer++) {
      if (writer >= 2) {
        rows.add(List.of(writer * 100, "version " + (LOADS - 1)));
      }
      for (long i = 0; i < LOADS; i++) {
        long id = writer * 100 + i + (writer < 2 ? 0 : 1);
        rows.add(List.of(id, "name of " + (writer < 2 ? id : i)));
      }
    }
    return rows;
  }
}
