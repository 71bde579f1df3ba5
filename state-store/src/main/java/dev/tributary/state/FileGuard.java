// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all others out, threads and processes, until it is closed. A process that dies lets go.
 *
 * <p>The lock of a file belongs to the whole JVM, and on POSIX closing any handle of the file gives
 * it up. So the threads of this JVM line up at a lock of their own before they touch the file.
 * Owned by the thread that acquired it.
 */
final class FileGuard implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  // A fixed number, so that it does not grow with the files; two of them may share one.
  private static final ReentrantLock[] LINES =
      Stream.generate(ReentrantLock::new).limit(64).toArray(ReentrantLock[]::new);

  private final ReentrantLock line;
  private final RandomAccessFile handle;

  private FileGuard(ReentrantLock line, RandomAccessFile handle) {
    this.line = line;
    this.handle = handle;
  }

  /**
   * Waits for the lock of a file in {@code directory}, at most 30 seconds. The file is made when it
   * is missing, and stays.
   *
   * @throws TributaryException {@code STATE_UNAVAILABLE} when the wait was too long, {@code
   *     CANCELLED} when it was interrupted
   */
  static FileGuard acquire(Path directory, String name) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Path file = directory.toRealPath().resolve(name);
    ReentrantLock line = LINES[Math.floorMod(file.hashCode(), LINES.length)];
    enter(line, file);
    boolean acquired = false;
    RandomAccessFile handle = null;
    try {
      handle = new RandomAccessFile(file.toFile(), "rw");
      lock(handle, file, deadline);
      acquired = true;
      return new FileGuard(line, handle);
    } finally {
      if (!acquired) {
        leave(line, handle);
      }
    }
  }

  @Override
  public void close() throws IOException {
    leave(line, handle);
  }

  private static void leave(ReentrantLock line, @Nullable RandomAccessFile handle)
      throws IOException {
    try {
      if (handle != null) {
        handle.close();
      }
    } finally {
      line.unlock();
    }
  }

  private static void enter(ReentrantLock line, Path file) {
    try {
      // The first try succeeds for a thread that was interrupted too: it may have to clean up.
      if (!line.tryLock() && !line.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled(file);
    }
  }

  private static void lock(RandomAccessFile handle, Path file, long deadline) throws IOException {
    while (tryLock(handle) == null) {
      if (System.nanoTime() - deadline > 0) {
        throw busy(file);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw cancelled(file);
      }
    }
  }

  private static @Nullable FileLock tryLock(RandomAccessFile handle) throws IOException {
    try {
      return handle.getChannel().tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this class, loaded twice in one JVM
    }
  }

  private static TributaryException busy(Path file) {
    return new TributaryException(
        ErrorCode.STATE_UNAVAILABLE,
        "Another writer holds " + file + " for more than " + PATIENCE.toSeconds() + " seconds",
        "Find out which process holds it and whether it hangs, then run again");
  }

  private static TributaryException cancelled(Path file) {
    return new TributaryException(
        ErrorCode.CANCELLED, "Interrupted while waiting for " + file, "Run again");
  }
}
