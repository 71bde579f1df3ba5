// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * The floor: the same columns copied in binary over as many connections, and dropped. What remains
 * is what server, network and driver cost whoever reads the table.
 */
public final class CopyFloor {

  private CopyFloor() {}

  /** Arguments: URL, user, rows, connections. Prints {@code rows} and {@code bytes}. */
  public static void main(String[] arguments) throws Exception {
    Copied copied =
        copy(
            arguments[0],
            arguments[1],
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]));
    System.out.println("rows=" + copied.rows());
    System.out.println("bytes=" + copied.bytes());
  }

  static Copied copy(String url, String user, long rows, int connections) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<Callable<Copied>> parts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        String sql = NarrowTable.select(rows * i / connections + 1, rows * (i + 1) / connections);
        parts.add(() -> part(url, user, sql));
      }
      Copied all = new Copied(0, 0);
      for (Future<Copied> part : threads.invokeAll(parts)) {
        all = all.plus(part.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Copied part(String url, String user, String sql) throws Exception {
    Dropped dropped = new Dropped();
    try (Connection connection = DriverManager.getConnection(url, user, "")) {
      long rows =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY (" + sql + ") TO STDOUT (FORMAT binary)", dropped);
      return new Copied(rows, dropped.bytes);
    }
  }

  /** What went through. */
  record Copied(long rows, long bytes) {
    Copied plus(Copied other) {
      return new Copied(rows + other.rows, bytes + other.bytes);
    }
  }

  private static final class Dropped extends OutputStream {
    private long bytes;

    @Override
    public void write(int value) {
      bytes++;
    }

    @Override
    public void write(byte[] values, int from, int length) {
      bytes += length;
    }
  }
}
