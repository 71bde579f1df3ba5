// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.sun.management.OperatingSystemMXBean;
import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Ten columns, counted and thrown away: our writer beside parquet-java's column store driven column
 * by column, and beside parquet-java's writer of rows. Prints millions of rows per second of
 * processor time, compiler and garbage collector included. Not run by the build.
 *
 * <p>Arguments: rows (5000000), rounds (3).
 */
final class WriterBenchmark {

  private static final int BATCH_ROWS = 8_192;
  private static final int BATCHES = 64;

  private static final Schema SCHEMA =
      Schema.of(
          Field.optional("id", Type.LONG),
          Field.optional("customer", Type.LONG),
          Field.optional("qty", Type.INT),
          Field.optional("price", Type.DOUBLE),
          Field.optional("discount", Type.DOUBLE),
          Field.optional("status", Type.STRING),
          Field.optional("code", Type.STRING),
          Field.optional("note", Type.STRING),
          Field.optional("day", Type.DATE),
          Field.optional("at", Type.timestamp(Type.Unit.MICROS)));

  private static final MessageType FILE = FileTypes.of(SCHEMA);

  private WriterBenchmark() {}

  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 5_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    List<Batch> batches = batches();
    System.out.println("M rows per CPU second, MB written");
    for (int round = 0; round <= rounds; round++) {
      String name = round == 0 ? "warm-up" : "round " + round;
      measure(name + "  ours, batches       ", rows, file -> ours(batches, rows, file));
      measure(name + "  ColumnWriteStore     ", rows, file -> columnStore(batches, rows, file));
      measure(name + "  rows (Group) writer  ", rows, file -> groups(batches, rows, file));
    }
  }

  private interface Run {
    void write(Counted file) throws IOException;
  }

  private static void measure(String name, int rows, Run run) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Counted file = new Counted();
    long before = system.getProcessCpuTime();
    run.write(file);
    double seconds = (system.getProcessCpuTime() - before) / 1e9;
    System.out.printf("%s %6.2f %8.1f%n", name, rows / 1e6 / seconds, file.bytes / 1e6);
  }

  private static void ours(List<Batch> batches, int rows, Counted file) {
    try (ParquetBatchWriter writer =
        ParquetBatchWriter.create(file, FILE, SCHEMA, ParquetOptions.standard())) {
      for (int written = 0, i = 0; written < rows; written += BATCH_ROWS, i++) {
        writer.write(batches.get(i % BATCHES));
      }
      writer.finish();
    }
  }

  private static void columnStore(List<Batch> batches, int rows, Counted file) throws IOException {
    ParquetProperties properties = ParquetProperties.builder().build();
    ZstdPages zstd = new ZstdPages(1);
    ParquetFileWriter writer =
        new ParquetFileWriter(
            file, FILE, ParquetFileWriter.Mode.CREATE, 32 << 20, 0, 64, 1 << 20, true);
    writer.start();
    int written = 0;
    for (int i = 0; written < rows; ) {
      ColumnChunkPageWriteStore pages =
          new ColumnChunkPageWriteStore(zstd, FILE, properties.getAllocator(), 64, true);
      ColumnWriteStore store = properties.newColumnWriteStore(FILE, pages);
      int start = written;
      while (written < rows && store.getBufferedSize() < 32 << 20) {
        write(batches.get(i++ % BATCHES), store);
        written += BATCH_ROWS;
      }
      store.flush();
      writer.startBlock(written - start);
      pages.flushToFileWriter(writer);
      writer.endBlock();
      store.close();
      pages.close();
    }
    writer.end(java.util.Map.of());
  }

  private static void write(Batch batch, ColumnWriteStore store) {
    for (int from = 0; from < BATCH_ROWS; from += 1_024) {
      for (int leaf = 0; leaf < SCHEMA.size(); leaf++) {
        ColumnWriter writer = store.getColumnWriter(FILE.getColumns().get(leaf));
        for (int row = from; row < from + 1_024; row++) {
          write(batch.column(leaf), row, writer);
        }
      }
      for (int row = 0; row < 1_024; row++) {
        store.endRecord();
      }
    }
  }

  private static void write(Column column, int row, ColumnWriter writer) {
    if (column.isNull(row)) {
      writer.writeNull(0, 0);
    } else if (column instanceof LongColumn longs) {
      writer.write(longs.get(row), 0, 1);
    } else if (column instanceof IntColumn ints) {
      writer.write(ints.get(row), 0, 1);
    } else if (column instanceof DoubleColumn doubles) {
      writer.write(doubles.get(row), 0, 1);
    } else {
      BytesColumn bytes = (BytesColumn) column;
      writer.write(
          Binary.fromReusedByteArray(bytes.data(), bytes.start(row), bytes.length(row)), 0, 1);
    }
  }

  private static void groups(List<Batch> batches, int rows, Counted file) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file)
            .withType(FILE)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(32L << 20)
            .build()) {
      for (int written = 0, i = 0; written < rows; written += BATCH_ROWS, i++) {
        for (int row = 0; row < BATCH_ROWS; row++) {
          writer.write(group(batches.get(i % BATCHES), row));
        }
      }
    }
  }

  private static Group group(Batch batch, int row) {
    Group group = new SimpleGroup(FILE);
    for (int i = 0; i < SCHEMA.size(); i++) {
      Column column = batch.column(i);
      if (column.isNull(row)) {
        continue;
      }
      if (column instanceof LongColumn longs) {
        group.add(i, longs.get(row));
      } else if (column instanceof IntColumn ints) {
        group.add(i, ints.get(row));
      } else if (column instanceof DoubleColumn doubles) {
        group.add(i, doubles.get(row));
      } else {
        BytesColumn bytes = (BytesColumn) column;
        group.add(i, Binary.fromReusedByteArray(bytes.data(), bytes.start(row), bytes.length(row)));
      }
    }
    return group;
  }

  private static List<Batch> batches() {
    Random random = new Random(7);
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      BatchBuilder builder = new BatchBuilder(SCHEMA, BATCH_ROWS, Long.MAX_VALUE);
      for (int row = 0; row < BATCH_ROWS; row++) {
        fill(builder, i * BATCH_ROWS + row, random);
        builder.endRow();
      }
      batches.add(builder.build());
    }
    return batches;
  }

  private static void fill(BatchBuilder builder, int id, Random random) {
    ((LongColumn) builder.column(0)).append(id);
    ((LongColumn) builder.column(1)).append(random.nextInt(100_000));
    ((IntColumn) builder.column(2)).append(random.nextInt(50));
    ((DoubleColumn) builder.column(3)).append(random.nextInt(1_000_000) / 100.0);
    if (random.nextInt(5) > 0) {
      ((DoubleColumn) builder.column(4)).append(random.nextInt(20) / 100.0);
    } else {
      builder.column(4).appendNull();
    }
    ((BytesColumn) builder.column(5)).append(random.nextBoolean() ? "open" : "shipped");
    ((BytesColumn) builder.column(6)).append("code-" + random.nextInt(1_200_000));
    if (random.nextInt(10) > 0) {
      ((BytesColumn) builder.column(7)).append("note no " + random.nextLong());
    } else {
      builder.column(7).appendNull();
    }
    ((IntColumn) builder.column(8)).append(18_000 + random.nextInt(2_000));
    ((LongColumn) builder.column(9)).append(1_600_000_000_000_000L + id * 1_000_003L);
  }

  /** Counts what it is given and throws it away. */
  private static final class Counted implements OutputFile {

    private long bytes;

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes;
        }

        @Override
        public void write(int b) {
          bytes++;
        }

        @Override
        public void write(byte[] source, int from, int count) {
          bytes += count;
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
