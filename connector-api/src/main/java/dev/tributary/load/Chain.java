// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

/** The loads of one stream of one pipeline, each following the one before. Immutable. */
public record Chain(String pipeline, String stream) {

  @Override
  public String toString() {
    return pipeline + "/" + stream;
  }
}
