// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static org.apache.iceberg.FileContent.POSITION_DELETES;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.CharSequenceSet;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a commit takes out, by data file and position, and how that is written: a position
 * delete file in format 2, a deletion vector in format 3, each in a file of its own.
 */
final class DeletedRows {

  private final Table table;
  private final Map<String, Rows> files = new LinkedHashMap<>();

  DeletedRows(Table table) {
    this.table = table;
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** How many rows of a file go. */
  int count(DataFile file) {
    Rows rows = files.get(file.location());
    return rows == null ? 0 : rows.positions.cardinality();
  }

  /** Takes back that rows of a file go; returns which they were. */
  BitSet forget(DataFile file) {
    Rows rows = files.remove(file.location());
    return rows == null ? new BitSet() : rows.positions;
  }

  /** Names a file of the table, with what was deleted from it before, or a staged one. */
  Rows of(DataFile file, List<DeleteFile> before) {
    return new Rows(
        file, before.stream().filter(each -> each.content() == POSITION_DELETES).toList());
  }

  /**
   * Writes what was deleted.
   *
   * @param next where to write, a new place for each call
   */
  DeleteWriteResult write(int formatVersion, Supplier<OutputFile> next) {
    try {
      return formatVersion >= 3 ? vectors(next) : positions(next);
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot write the deletes of table %s", table.name());
    }
  }

  /**
   * One vector per file: when Iceberg 1.12 expires a snapshot with a vector that was replaced, it
   * deletes the file, whatever else is in it.
   */
  private DeleteWriteResult vectors(Supplier<OutputFile> next) throws IOException {
    List<DeleteFile> written = new ArrayList<>();
    List<DeleteFile> replaced = new ArrayList<>();
    for (Map.Entry<String, Rows> each : files.entrySet()) {
      DeleteWriteResult vector = vector(each.getKey(), each.getValue(), next);
      written.addAll(vector.deleteFiles());
      replaced.addAll(vector.rewrittenDeleteFiles());
    }
    return new DeleteWriteResult(written, CharSequenceSet.of(files.keySet()), replaced);
  }

  @SuppressWarnings("deprecation") // the other constructor chooses a folder that is not the load's
  private DeleteWriteResult vector(String location, Rows rows, Supplier<OutputFile> next)
      throws IOException {
    BaseDVFileWriter writer = new BaseDVFileWriter(next, this::before);
    try (writer) {
      rows.positions.stream()
          .forEach(at -> writer.delete(location, at, rows.spec(), rows.file.partition()));
    }
    return writer.result();
  }

  private @Nullable PositionDeleteIndex before(String location) {
    Rows rows = files.get(location);
    return rows == null || rows.before.isEmpty()
        ? null
        : new BaseDeleteLoader(file -> table.io().newInputFile(file.location()))
            .loadPositionDeletes(rows.before, location);
  }

  private DeleteWriteResult positions(Supplier<OutputFile> next) throws IOException {
    List<DeleteFile> written = new ArrayList<>();
    for (Map.Entry<String, Rows> each : files.entrySet()) {
      written.add(positions(each.getKey(), each.getValue(), next.get()));
    }
    return new DeleteWriteResult(written);
  }

  /** The whole path is kept as a bound; that is how readers know whose deletes these are. */
  private static DeleteFile positions(String location, Rows rows, OutputFile out)
      throws IOException {
    PositionDeleteWriter<Void> writer =
        Parquet.writeDeletes(out)
            .withSpec(rows.spec())
            .withPartition(rows.file.partition())
            .metricsConfig(MetricsConfig.forPositionDelete())
            .overwrite()
            .buildPositionWriter();
    try (writer) {
      PositionDelete<Void> delete = PositionDelete.create();
      rows.positions.stream().forEach(at -> writer.write(delete.set(location, at)));
    }
    return Objects.requireNonNull(writer.toDeleteFile());
  }

  /** The rows of one data file that go. */
  final class Rows {

    private final DataFile file;
    private final List<DeleteFile> before;
    private final BitSet positions = new BitSet();

    private Rows(DataFile file, List<DeleteFile> before) {
      this.file = file;
      this.before = before;
    }

    String location() {
      return file.location();
    }

    void delete(long position) {
      Rows first = files.computeIfAbsent(file.location(), location -> this);
      first.positions.set(Math.toIntExact(position));
    }

    BitSet positions() {
      return positions;
    }

    private PartitionSpec spec() {
      return Objects.requireNonNull(table.specs().get(file.specId()));
    }
  }
}
