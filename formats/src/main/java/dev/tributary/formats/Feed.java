// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.io.IOException;

/** Rows of a stream, one after the other. */
interface Feed {

  /** What became of a row. */
  enum Outcome {
    ADDED,
    REFUSED,
    /** It needs another batch, and can be taken with {@link Feed#held()}. */
    HELD,
    /** There was none. */
    END
  }

  /** A row that waits for the next batch, and where it stands. */
  final class Held {
    private final byte[] row;
    private final String place;

    Held(byte[] row, String place) {
      this.row = row;
      this.place = place;
    }

    byte[] row() {
      return row;
    }

    String place() {
      return place;
    }
  }

  /** Adds the next row to the assembly. */
  Outcome next(Assembly assembly, Refusals refusals) throws IOException;

  Held held();

  /** How far this was read, from which {@link #skip} goes on. */
  long position();

  /** How many bytes the rows so far take, about. */
  long bytes();

  /** Goes on from where an earlier read came to. */
  void skip(long position) throws IOException;
}
