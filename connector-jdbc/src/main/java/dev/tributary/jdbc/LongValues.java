// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.BytesColumn;
import dev.tributary.schema.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Text and binary values that may be too long to be kept. */
final class LongValues {

  private static final int PIECE = 8 << 10;

  private LongValues() {}

  /** Reads values piece by piece, so that one too long is never held whole. */
  static ColumnReader of(Type type, long maxBytes) {
    boolean binary = type.kind() == Type.Kind.BINARY;
    return (row, index, into) -> {
      ByteArrayOutputStream value =
          binary ? bytes(row, index, maxBytes) : text(row, index, maxBytes);
      if (value == null) {
        into.appendNull();
      } else {
        ((BytesColumn) into).append(value.toByteArray());
      }
    };
  }

  /** Refuses values that came whole and are too long. */
  static ColumnReader checked(ColumnReader reader, long maxBytes) {
    return (row, index, into) -> {
      reader.append(row, index, into);
      int slot = into.size() - 1;
      if (((BytesColumn) into).length(slot) > maxBytes) {
        into.truncate(slot);
        throw tooLong(maxBytes);
      }
    };
  }

  static ColumnReader.Misfit tooLong(long maxBytes) {
    return new ColumnReader.Misfit(
        "a value is longer than " + maxBytes + " bytes (max-value-bytes)");
  }

  private static @Nullable ByteArrayOutputStream bytes(ResultSet row, int index, long maxBytes)
      throws SQLException {
    try (InputStream stream = row.getBinaryStream(index)) {
      if (stream == null) {
        return null;
      }
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      byte[] piece = new byte[PIECE];
      for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
        value.write(piece, 0, read);
        requireShort(value, maxBytes);
      }
      return value;
    } catch (IOException e) {
      throw new SQLException("A long value could not be read: " + e.getMessage(), e);
    }
  }

  private static @Nullable ByteArrayOutputStream text(ResultSet row, int index, long maxBytes)
      throws SQLException {
    try (Reader reader = row.getCharacterStream(index)) {
      if (reader == null) {
        return null;
      }
      ByteArrayOutputStream value = new ByteArrayOutputStream();
      Writer writer = new OutputStreamWriter(value, StandardCharsets.UTF_8);
      char[] piece = new char[PIECE];
      for (int read = reader.read(piece); read >= 0; read = reader.read(piece)) {
        writer.write(piece, 0, read);
        requireShort(value, maxBytes);
      }
      writer.flush();
      requireShort(value, maxBytes);
      return value;
    } catch (IOException e) {
      throw new SQLException("A long value could not be read: " + e.getMessage(), e);
    }
  }

  private static void requireShort(ByteArrayOutputStream value, long maxBytes) {
    if (value.size() > maxBytes) {
      throw tooLong(maxBytes);
    }
  }
}
