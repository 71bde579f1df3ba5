// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Load;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.Type;
import dev.tributary.sink.SchemaVersion;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table remembers of its schemas. */
class SchemaHistoryTest {

  @TempDir Path folder;

  @Test
  void eachSchemaIsThereWithTheFirstLoadThatHadIt() throws Exception {
    try (Lake lake = new Lake(folder)) {
      Loads loads = lake.loads();
      loads.create(ORDERS, SCHEMA);
      Load first = loads.commit(ORDERS, APPEND, Lake.rows(1));
      loads.commit(ORDERS, APPEND, Lake.rows(2));
      loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("city"), Type.STRING));
      Load third = loads.commit(ORDERS, APPEND, Lake.rows(3));

      assertThat(lake.sink().history(ORDERS))
          .containsExactly(
              new SchemaVersion("0", first.id(), SCHEMA),
              new SchemaVersion("1", third.id(), SCHEMA.with(Field.optional("city", Type.STRING))));
    }
  }
}
