// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.columnar.AvroSchemas;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.JsonSchema;
import dev.tributary.evolution.TypeText;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Schemas of rows that stand in files: an Avro schema ({@code .avsc}), a JSON Schema ({@code
 * .json}), or the text of a struct type, such as {@code struct<id:long!,name:string>}. Thread-safe.
 */
public final class SchemaFile {

  /** The largest file, in bytes. */
  public static final int BYTES_MAX = 16 << 20;

  private SchemaFile() {}

  /**
   * Reads the file; blocks.
   *
   * @throws TributaryException {@code SETTING_INVALID} naming the file when it cannot be read or is
   *     no schema; {@code TYPE_UNSUPPORTED} naming the place that has no type here
   */
  public static Schema read(Path file) {
    String text = text(file);
    try {
      return schema(file, text);
    } catch (TributaryException e) {
      throw new TributaryException(e.code(), file + ": " + e.getMessage(), e.nextStep(), e);
    }
  }

  private static Schema schema(Path file, String text) {
    if (file.toString().endsWith(".avsc")) {
      return AvroSchemas.read(text);
    }
    if (!file.toString().endsWith(".json")) {
      return struct(text);
    }
    Map<?, ?> document = PlainDocument.read(text);
    return "record".equals(document.get("type"))
        ? AvroSchemas.read(text)
        : JsonSchema.read(document);
  }

  private static Schema struct(String text) {
    try {
      if (TypeText.parse(text) instanceof Type.Struct struct) {
        return Schema.of(struct.fields());
      }
    } catch (IllegalArgumentException e) {
      throw invalid("The text " + e.getMessage(), e);
    }
    throw invalid("The type is no struct", null);
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw invalid(file + " is larger than " + BYTES_MAX + " bytes", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw invalid(file + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw invalid(file + " cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }

  static TributaryException invalid(
      String message, @org.jspecify.annotations.Nullable Throwable cause) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        message,
        "Give an Avro schema (.avsc), a JSON Schema (.json) or the text of a struct type",
        cause);
  }
}
