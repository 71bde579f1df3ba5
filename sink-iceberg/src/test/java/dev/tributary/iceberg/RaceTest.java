// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Chain;
import dev.tributary.load.WriteMode;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several pipelines on one table. */
class RaceTest {

  private static final int WRITERS = 8;
  private static final int LOADS = 3;

  @TempDir Path folder;

  @Test
  void eightPipelinesLoadIntoOneTableBesideAStranger() throws Exception {
    try (Lake lake = new Lake(folder)) {
      lake.loads().create(ORDERS, SCHEMA);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
      List<Future<?>> work = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Loads loads = lake.loads(new Chain("pipeline " + writer, "orders"));
        long first = writer * 100L;
        work.add(threads.submit(() -> load(loads, first)));
      }
      work.add(threads.submit(() -> new Stranger(lake.table()).append(1_000)));
      for (Future<?> each : work) {
        each.get(100, TimeUnit.SECONDS);
      }
      threads.shutdown();

      assertThat(lake.ids()).isEqualTo(expected());
      assertThat(stamped(lake)).isEqualTo(WRITERS * LOADS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void eightPipelinesMergeIntoOneTableBesideACompaction(int format) throws Exception {
    try (Lake lake = new Lake(folder).set("format-version", format)) {
      lake.loads().create(ORDERS, SCHEMA);
      new Stranger(lake.table()).append(1_000);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
      List<Future<?>> work = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Loads loads = lake.loads(new Chain("pipeline " + writer, "orders"));
        long first = writer * 100L;
        work.add(threads.submit(() -> merge(loads, first)));
      }
      work.add(threads.submit(() -> compact(new Stranger(lake.table()))));
      for (Future<?> each : work) {
        each.get(100, TimeUnit.SECONDS);
      }
      threads.shutdown();

      assertThat(lake.ids()).isEqualTo(expected());
      assertThat(stamped(lake)).isEqualTo(WRITERS * LOADS);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void eightPipelinesMergeOneRowIntoATableWithoutAny(int format) throws Exception {
    try (Lake lake = new Lake(folder).set("format-version", format)) {
      lake.loads().create(ORDERS, SCHEMA);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<Future<?>> work = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Loads loads = lake.loads(new Chain("pipeline " + writer, "orders"));
        work.add(
            threads.submit(() -> loads.commit(ORDERS, WriteMode.merge(List.of("id")), rows(7))));
      }
      for (Future<?> each : work) {
        each.get(100, TimeUnit.SECONDS);
      }
      threads.shutdown();

      assertThat(lake.ids()).containsExactly(7L);
    }
  }

  /** Each load brings a row of its own, and the one that all others bring, too. */
  private static void merge(Loads loads, long first) {
    for (int i = 0; i < LOADS; i++) {
      loads.commit(ORDERS, WriteMode.merge(List.of("id")), rows(first + i, 1_000));
    }
  }

  /** One that loses against a merge leaves the table to it. */
  private static void compact(Stranger stranger) {
    for (int i = 0; i < LOADS; i++) {
      try {
        stranger.compact();
      } catch (ValidationException | CommitFailedException lost) {
        stranger.refresh();
      }
    }
  }

  private static void load(Loads loads, long first) {
    for (int i = 0; i < LOADS; i++) {
      loads.commit(ORDERS, APPEND, rows(first + i));
    }
  }

  private static List<Long> expected() {
    return LongStream.concat(
            LongStream.range(0, WRITERS)
                .flatMap(writer -> LongStream.range(0, LOADS).map(i -> writer * 100 + i)),
            LongStream.of(1_000))
        .sorted()
        .boxed()
        .toList();
  }

  private static long stamped(Lake lake) {
    long count = 0;
    for (Snapshot snapshot : lake.table().snapshots()) {
      count += Stamp.of(snapshot).isPresent() ? 1 : 0;
    }
    return count;
  }
}
