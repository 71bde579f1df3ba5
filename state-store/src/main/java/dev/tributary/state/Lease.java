// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.time.Instant;

/**
 * Who says that it runs a pipeline. A courtesy to people; no safety rests on it. Immutable.
 *
 * @param holder tells runs apart
 * @param host where it runs
 * @param pid of its process there
 * @param since when it began
 * @param until when it may be taken for dead
 */
public record Lease(String holder, String host, long pid, Instant since, Instant until) {

  public boolean isAlive(Instant now) {
    return now.isBefore(until);
  }

  @Override
  public String toString() {
    return holder + " on " + host + ", process " + pid + ", since " + since + " until " + until;
  }
}
