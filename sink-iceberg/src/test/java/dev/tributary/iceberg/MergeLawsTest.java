// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.Config;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * After any loads, compacted or not, a table has the rows that the simplest model of a merge has.
 */
class MergeLawsTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("name", Type.STRING),
          Field.optional("version", Type.INT),
          Field.optional("gone", Type.BOOLEAN));

  private static final MaintenanceRequest COMPACT =
      MaintenanceRequest.of(Map.of("only", "compact", "min-files", 2, "deleted-percent", 1));

  @Property(tries = 16)
  void mergesAreWhatTheModelSays(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 3) int format, @ForAll boolean parted)
      throws Exception {
    Random random = new Random(seed);
    Path folder = Files.createTempDirectory("merge-law");
    try (Lake lake = new Lake(folder).set("format-version", format);
        Sink memory = new MemoryWarehouse().sink();
        Sink iceberg = lake.sink()) {
      Loads model = new Loads(memory, Lake.CHAIN);
      Loads loads = new Loads(iceberg, Lake.CHAIN);
      model.create(ORDERS, SCHEMA);
      Config layout = parted ? Lake.layout("partition-by", List.of("name")) : Config.none();
      lake.evolve(SCHEMA, layout);
      for (int i = 0; i < 4; i++) {
        WriteMode mode = mode(random, parted);
        List<List<Map<String, @Nullable Object>>> parts = parts(random);
        commit(memory, model, mode, parts);
        commit(iceberg, loads, mode, parts);
        if (random.nextInt(3) == 0) {
          ((Maintenance) iceberg).maintain(ORDERS, COMPACT);
        }
        assertThat(rows(iceberg))
            .as("format %d, %s, %s of %s", format, parted, mode, parts)
            .containsExactlyInAnyOrderElementsOf(rows(memory));
      }
      assertThat(DuckFiles.query(lake.table(), "SELECT id FROM FILES")).hasSameSizeAs(rows(memory));
    }
  }

  /** In partitions nobody knows which row came last, so there is always a field that decides. */
  private static WriteMode mode(Random random, boolean parted) {
    if (random.nextInt(5) == 0) {
      return WriteMode.APPEND;
    }
    WriteMode mode =
        random.nextBoolean()
            ? WriteMode.merge(List.of("id"))
            : WriteMode.merge(List.of("id", "name"));
    mode = parted || random.nextBoolean() ? mode.with(WriteMode.DEDUP_BY, "version") : mode;
    mode = random.nextBoolean() ? mode.with(WriteMode.DELETE_FLAG, "gone") : mode;
    return random.nextInt(4) == 0 ? mode.with(WriteMode.INSERT_ONLY, true) : mode;
  }

  /** Up to three tasks; versions differ, so that ties do not depend on the order of files. */
  private static List<List<Map<String, @Nullable Object>>> parts(Random random) {
    int version = random.nextInt(1000);
    List<List<Map<String, @Nullable Object>>> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        version = (version + 387) % 1000;
        rows.add(
            row(
                "id",
                random.nextInt(12) == 0 ? null : (long) random.nextInt(8),
                "name",
                List.of("a", "b", "c").get(random.nextInt(3)),
                "version",
                version,
                "gone",
                List.of(true, false, false).get(random.nextInt(3))));
      }
      parts.add(rows);
    }
    return parts;
  }

  private static void commit(
      Sink sink, Loads loads, WriteMode mode, List<List<Map<String, @Nullable Object>>> parts) {
    LoadId id = Loads.next(loads.head(ORDERS));
    Schema schema = loads.look(ORDERS).schema();
    List<Staged> staged = new ArrayList<>();
    for (List<Map<String, @Nullable Object>> rows : parts) {
      staged.add(loads.stage(loads.task(ORDERS, ORDERS, id, mode, schema, staged.size()), rows));
    }
    assertThat(sink.commit(loads.load(id, loads.part(ORDERS, mode, staged, "r")), ORDERS))
        .isEqualTo(Outcome.COMMITTED);
  }

  private static List<Map<String, @Nullable Object>> rows(Sink sink) {
    return Batches.drain(sink.read(ORDERS, ReadRequest.ALL));
  }
}
