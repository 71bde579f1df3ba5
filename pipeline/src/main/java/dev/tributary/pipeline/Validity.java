// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.batch.LongColumn;
import dev.tributary.evolution.RowText;
import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a table that keeps history: from when to when a row is valid, and what tells that
 * it has changed. Immutable.
 *
 * @param content whether a hash of the row tells it, and no field of its own
 */
record Validity(String from, String to, boolean content) {

  private static final Type TIME = Type.timestampZoned(Type.Unit.MICROS);

  static Validity of(History history) {
    return new Validity(history.validFrom(), history.validTo(), history.version().isEmpty());
  }

  List<String> names() {
    return fields().stream().map(Field::name).toList();
  }

  List<Field> fields() {
    List<Field> fields =
        new ArrayList<>(List.of(Field.optional(from, TIME), Field.optional(to, TIME)));
    if (content) {
      fields.add(Field.optional(History.CONTENT, Type.LONG));
    }
    return fields;
  }

  /**
   * The values of new rows.
   *
   * @param times when their load began
   */
  List<Column> columns(Batch batch, LongColumn times) {
    Column open = Column.of(TIME);
    open.appendNullsUntil(batch.rows());
    List<Column> columns = new ArrayList<>(List.of(times, open));
    if (content) {
      columns.add(hashes(batch));
    }
    return columns;
  }

  /**
   * The first eight bytes of SHA-256 of each row's canonical text, which does not depend on types
   * that a column has for other rows' sake, nor on absent fields.
   */
  private static Column hashes(Batch batch) {
    LongColumn hashes = (LongColumn) Column.of(Type.LONG);
    MessageDigest sha = sha256();
    for (int row = 0; row < batch.rows(); row++) {
      byte[] text = RowText.json(batch, row).getBytes(StandardCharsets.UTF_8);
      hashes.append(ByteBuffer.wrap(sha.digest(text)).getLong());
    }
    return hashes;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
