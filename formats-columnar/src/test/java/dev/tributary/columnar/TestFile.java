// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** A file in a folder for temporary ones. */
final class TestFile {

  private TestFile() {}

  static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("tributary-columnar");
      directory.toFile().deleteOnExit();
      Path file = directory.resolve("rows.parquet");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ParquetBatchWriter writer(
      Path file, Schema rows, MessageType type, ParquetOptions options) {
    return ParquetBatchWriter.create(new LocalOutputFile(file), type, rows, options);
  }

  /** Writes the rows in batches of so many, using the same columns again for each. */
  static ParquetFooter write(
      Path file,
      Schema schema,
      List<? extends Map<String, ?>> rows,
      int batchRows,
      ParquetOptions options) {
    try (ParquetBatchWriter writer = writer(file, schema, FileTypes.of(schema), options)) {
      BatchBuilder builder = new BatchBuilder(schema, batchRows, Long.MAX_VALUE);
      for (Map<String, ?> row : rows) {
        builder.add(row);
        if (builder.isFull()) {
          writer.write(builder.build());
          builder.reset();
        }
      }
      writer.write(builder.build());
      return writer.finish();
    }
  }

  static List<Map<String, Object>> read(Path file, MessageType table, Schema rows) {
    List<Map<String, Object>> maps = new ArrayList<>();
    try (ParquetBatchReader reader =
        ParquetBatchReader.open(new LocalInputFile(file), table, rows)) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        maps.addAll(batch.toMaps());
      }
    }
    return maps;
  }
}
