// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.ListColumn;
import dev.tributary.evolution.RowText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Tells rows apart by some of their columns: 96 bits of a SHA-256, as text. Immutable. */
final class RowHash {

  /** Letters of a hash. */
  static final int LENGTH = 16;

  private static final int BYTES = 12;

  private final int[] columns;

  /**
   * @param columns places of the columns that make a row's identity
   */
  RowHash(int[] columns) {
    this.columns = columns.clone();
  }

  String of(Batch batch, int row) {
    MessageDigest digest = sha256();
    for (int column : columns) {
      add(digest, batch.column(column), row);
    }
    byte[] hash = digest.digest();
    return Base64.getUrlEncoder()
        .encodeToString(ByteBuffer.allocate(BYTES).put(hash, 0, BYTES).array());
  }

  /** A number made of the hash, which can be summed. */
  static long number(String hash) {
    return ByteBuffer.wrap(Base64.getUrlDecoder().decode(hash)).getLong();
  }

  private static void add(MessageDigest digest, Column column, int row) {
    Object value = column.value(row);
    if (value == null) {
      digest.update((byte) 0);
      return;
    }
    digest.update((byte) 1);
    byte[] bytes =
        value instanceof ByteBuffer binary
            ? bytes(binary)
            : text(column, row).getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static String text(Column column, int row) {
    return column instanceof ListColumn
        ? RowText.value(column, row)
        : CursorValue.text(column, row);
  }

  private static byte[] bytes(ByteBuffer binary) {
    byte[] bytes = new byte[binary.remaining()];
    binary.get(bytes);
    return bytes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
