// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.error.TributaryException;
import dev.tributary.source.RefusedRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows refused since somebody asked, bounded in number and bytes. The text of a row is kept
 * whole, so that it can be read again; of one that is longer than rows may be, the beginning.
 */
final class Refusals {

  static final int BEGINNING_BYTES = 64 << 10;

  private static final String NO_TEXT = "\u001a";
  private static final int ROWS_MAX = 4_000;
  private static final int BYTES_MAX = 16 << 20;

  private List<RefusedRow> rows = new ArrayList<>();
  private final int rowBytesMax;
  private int bytes;

  Refusals(int rowBytesMax) {
    this.rowBytesMax = rowBytesMax;
  }

  void add(String place, TributaryException reason, byte[] raw) {
    int length = raw.length <= rowBytesMax ? raw.length : Math.min(raw.length, BEGINNING_BYTES);
    byte[] kept = Arrays.copyOf(raw, length);
    rows.add(new RefusedRow(reason.code(), place, String.valueOf(reason.getMessage()), text(kept)));
    bytes += kept.length;
  }

  /** The row as text, in which no JSON may have what stands for bytes that are no UTF-8. */
  private static String text(byte[] raw) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .replaceWith(NO_TEXT)
          .decode(ByteBuffer.wrap(raw))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("What is malformed is replaced", e);
    }
  }

  /** True when a batch should end, so that they are asked for. */
  boolean isFull() {
    return rows.size() >= ROWS_MAX || bytes >= BYTES_MAX;
  }

  List<RefusedRow> take() {
    List<RefusedRow> taken = rows;
    rows = new ArrayList<>();
    bytes = 0;
    return taken;
  }
}
