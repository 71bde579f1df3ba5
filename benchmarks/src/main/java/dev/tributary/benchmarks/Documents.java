// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;

/**
 * Makes documents, each of them from its number alone, so that every machine makes the same ones
 * and a smaller file is the beginning of a larger one. One thread at a time.
 */
interface Documents {

  /** Names the files, the stream and the table. */
  String name();

  /** What is compared, in the order of {@link #checksums}. */
  List<Fact> facts();

  /** Writes one document to the line and adds it to the checksums. */
  void add(long id, JsonLine line);

  /** Of all documents so far, one for each fact. */
  List<Checksums> checksums();

  /** A number from 0 to 2^63 - 1 that follows from the document's number and the purpose's. */
  static long random(long id, long purpose) {
    long mixed = (id * 0x9E3779B97F4A7C15L) ^ (purpose * 0xD1B54A32D192ED03L);
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (mixed ^ (mixed >>> 31)) & Long.MAX_VALUE;
  }
}
