// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files under several processes, some of which are killed. */
class FileCrashTest {

  private static final int CHILDREN = 3;
  private static final int WRITES = 60;
  private static final int KILLS = 10;

  @TempDir Path directory;

  @Test
  void everyVersionHasOneWinnerAmongProcesses() throws Exception {
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < CHILDREN; i++) {
      children.add(child("count", String.valueOf(WRITES)));
    }
    for (Process child : children) {
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isZero();
    }
    PipelineState state = new FileStateStore(directory).read("shop");
    assertThat(state.version()).isEqualTo((long) CHILDREN * WRITES);
    assertThat(state.credentials()).containsEntry("count", String.valueOf(CHILDREN * WRITES));
  }

  @Test
  void aWriterThatIsKilledLeavesTheOldStateOrTheNew() throws Exception {
    StateStore store = new FileStateStore(directory);
    Random random = new Random(42);
    long version = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = child("fill", "1000000");
      long writes = 1 + random.nextInt(8);
      while (child.isAlive() && store.read("shop").version() < version + writes) {
        assertWhole(store.read("shop"));
      }
      child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      assertThat(child.exitValue()).as("killed").isNotZero();
      assertWhole(store.read("shop"));
      version = store.read("shop").version();
      assertThat(store.update("shop", ChildWriter::filled).version()).isEqualTo(++version);
    }
  }

  /** All values of a filled state are the same. */
  private static void assertWhole(PipelineState state) {
    assertThat(state.credentials().values().stream().distinct().count()).isLessThan(2);
  }

  private Process child(String what, String times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ChildWriter.class.getName(),
            directory.toString(),
            what,
            times)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
