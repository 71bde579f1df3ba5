// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.util.List;
import java.util.TreeMap;

/**
 * Keeps states in memory, for tests and for pipelines that start over with every process. {@link
 * #close()} forgets nothing.
 */
public final class MemoryStateStore implements StateStore {

  private final Object lock = new Object();
  private final TreeMap<String, PipelineState> states = new TreeMap<>();

  @Override
  public PipelineState read(String pipeline) {
    StoredName.check(pipeline);
    synchronized (lock) {
      return states.getOrDefault(pipeline, PipelineState.empty());
    }
  }

  @Override
  public boolean replace(String pipeline, PipelineState next) {
    synchronized (lock) {
      if (read(pipeline).version() != next.version() - 1) {
        return false;
      }
      states.put(pipeline, next);
      return true;
    }
  }

  @Override
  public List<String> pipelines() {
    synchronized (lock) {
      return List.copyOf(states.keySet());
    }
  }

  @Override
  public void close() {}
}
