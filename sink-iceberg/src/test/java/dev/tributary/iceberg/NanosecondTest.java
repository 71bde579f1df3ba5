// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.layout;
import static dev.tributary.load.WriteMode.APPEND;
import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import dev.tributary.sink.ReadRequest;
import dev.tributary.tck.Batches;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times in nanoseconds, which tables have from format 3 on. */
class NanosecondTest {

  private static final Schema TIMES =
      Schema.of(
          Field.optional("at", Type.timestampZoned(Unit.NANOS)),
          Field.optional("local", Type.timestamp(Unit.NANOS)));

  @TempDir Path folder;

  @Test
  void nanosecondsAreKeptPartitionedAndSorted() throws Exception {
    try (Lake lake = new Lake(folder).set("format-version", 3L)) {
      lake.evolve(
          TIMES, layout("partition-by", List.of("hour(at)"), "sort-by", List.of("local desc")));
      var early =
          row(
              "at", Instant.parse("2026-01-01T10:00:00.123456789Z"),
              "local", LocalDateTime.parse("1969-12-31T23:59:59.999999999"));
      var late =
          row(
              "at", Instant.parse("2026-01-01T10:30:00.000000001Z"),
              "local", LocalDateTime.parse("2026-01-01T00:00:00.000000002"));

      lake.loads().commit(ORDERS, APPEND, List.of(early, late));

      assertThat(lake.table().schema().findType("at"))
          .isEqualTo(Types.TimestampNanoType.withZone());
      assertThat(Batches.drain(lake.sink().read(ORDERS, ReadRequest.ALL)))
          .containsExactly(late, early);
      assertThat(DuckFiles.query(lake.table(), "SELECT epoch_ns(local) FROM FILES"))
          .hasToString("[[1767225600000000002], [-1]]");
      assertThat(DuckFiles.tasks(lake.table()))
          .extracting(task -> task.spec().partitionToPath(task.file().partition()))
          .containsExactly("at_hour=2026-01-01-10");
    }
  }

  @Test
  void tablesOfFormatTwoDoNotTakeThem() throws Exception {
    try (Lake lake = new Lake(folder)) {
      TributaryException refusal =
          catchThrowableOfType(TributaryException.class, () -> lake.evolve(TIMES, layout()));

      assertThat(refusal.code()).isEqualTo(ErrorCode.TYPE_UNSUPPORTED);
    }
  }
}
