// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WrittenFileProperties {

  @Property(tries = 40)
  void parquetJavaReadsWhatWasWritten(@ForAll long seed) {
    RandomRows random = new RandomRows(seed);
    Schema schema = random.schema();
    List<Map<String, Object>> rows = random.rows(schema, random.below(400));
    Path file = TestFile.temporary();

    TestFile.write(file, schema, rows, 1 + random.below(150), anyLayout(random));

    assertThat(GroupRows.read(file, schema)).isEqualTo(rows);
  }

  @Property(tries = 40)
  void duckDbReadsWhatWasWritten(@ForAll long seed) throws SQLException {
    RandomRows random = new RandomRows(seed);
    Schema schema = random.schema();
    List<Map<String, Object>> rows = random.rows(schema, random.below(400));
    Path file = TestFile.temporary();

    TestFile.write(file, schema, rows, 1 + random.below(150), anyLayout(random));

    try (DuckRows duck = new DuckRows()) {
      assertThat(duck.read(file, schema)).isEqualTo(rows);
    }
  }

  @Property(tries = 40)
  void weReadWhatWasWritten(@ForAll long seed) {
    RandomRows random = new RandomRows(seed);
    Schema schema = random.schema();
    List<Map<String, Object>> rows = random.rows(schema, random.below(400));
    Path file = TestFile.temporary();

    TestFile.write(file, schema, rows, 1 + random.below(150), anyLayout(random));

    assertThat(TestFile.read(file, FileTypes.of(schema), schema)).isEqualTo(rows);
  }

  static ParquetOptions anyLayout(RandomRows random) {
    return ParquetOptions.standard()
        .withPages(200 + random.below(4_000), 1 + random.below(300))
        .withRowGroupBytes(1_000 + random.below(40_000))
        .withDictionaryBytes(random.below(3) * 500);
  }
}
