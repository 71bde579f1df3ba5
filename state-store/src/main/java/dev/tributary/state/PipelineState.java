// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one pipeline remembers. Immutable. The {@code with} methods change content and keep the
 * version; {@link #next()} raises the version once, however much was changed:
 *
 * <pre>{@code
 * store.replace(pipeline, state.withStream("orders", orders).withoutLease().next())
 * }</pre>
 *
 * @param version counts the writes; 0 when nothing was ever written
 * @param streams by the stream's name
 * @param lease of the run that says it is at work
 * @param credentials encrypted text by name
 */
public record PipelineState(
    long version,
    Map<String, StreamState> streams,
    Optional<Lease> lease,
    Map<String, String> credentials) {

  private static final PipelineState EMPTY =
      new PipelineState(0, Map.of(), Optional.empty(), Map.of());

  public PipelineState {
    if (version < 0) {
      throw new IllegalArgumentException("Version " + version);
    }
    streams = Collections.unmodifiableMap(new TreeMap<>(streams));
    credentials = Collections.unmodifiableMap(new TreeMap<>(credentials));
  }

  /** The state of a pipeline that has never been written: version 0, nothing in it. */
  public static PipelineState empty() {
    return EMPTY;
  }

  /** The stream's state, {@link StreamState#START} when it has none. */
  public StreamState stream(String name) {
    return streams.getOrDefault(name, StreamState.START);
  }

  /** The same content as the version that follows this one. */
  public PipelineState next() {
    return new PipelineState(Math.addExact(version, 1), streams, lease, credentials);
  }

  public PipelineState withStream(String name, StreamState stream) {
    Map<String, StreamState> changed = new TreeMap<>(streams);
    changed.put(name, stream);
    return new PipelineState(version, changed, lease, credentials);
  }

  public PipelineState withoutStream(String name) {
    Map<String, StreamState> changed = new TreeMap<>(streams);
    changed.remove(name);
    return new PipelineState(version, changed, lease, credentials);
  }

  public PipelineState withLease(Lease newLease) {
    return new PipelineState(version, streams, Optional.of(newLease), credentials);
  }

  public PipelineState withoutLease() {
    return new PipelineState(version, streams, Optional.empty(), credentials);
  }

  /**
   * @param sealed encrypted text, never the credential itself
   */
  public PipelineState withCredential(String name, String sealed) {
    Map<String, String> changed = new TreeMap<>(credentials);
    changed.put(name, sealed);
    return new PipelineState(version, streams, lease, changed);
  }

  public PipelineState withoutCredential(String name) {
    Map<String, String> changed = new TreeMap<>(credentials);
    changed.remove(name);
    return new PipelineState(version, streams, lease, changed);
  }
}
