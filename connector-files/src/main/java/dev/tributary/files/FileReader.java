// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.batch.Batch;
import dev.tributary.formats.JsonReader;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.SplitReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a split; at its end the file must still be as it was planned. */
final class FileReader implements SplitReader {

  private final JsonReader reader;
  private final Runnable atEnd;

  FileReader(JsonReader reader, Runnable atEnd) {
    this.reader = reader;
    this.atEnd = atEnd;
  }

  @Override
  public @Nullable Batch next() {
    Batch batch = reader.next();
    if (batch == null) {
      atEnd.run();
    }
    return batch;
  }

  @Override
  public List<RefusedRow> refused() {
    return reader.refused();
  }

  @Override
  public Position position() {
    return new Position(Fields.of("at", reader.position()));
  }

  @Override
  public void close() {
    reader.close();
  }
}
