// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Variants as JSON text without spaces: the fields of objects in the order that the variant has
 * them in, decimals and doubles with all their digits, and what JSON has no form for as a string:
 * dates and times in ISO 8601, binary in Base64, doubles that are no number.
 */
public final class VariantJson {

  private static final JsonFactory JSON = new JsonFactory();

  private final ByteBuffer metadata;
  private final ByteBuffer value;
  private final JsonGenerator out;
  private final int nameWidth;

  private VariantJson(ByteBuffer metadata, ByteBuffer value, JsonGenerator out) {
    this.metadata = metadata.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.value = value.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.out = out;
    this.nameWidth = 1 + (this.metadata.get(0) >> 6 & 3);
  }

  /**
   * The text of one variant; the buffers stay as they are.
   *
   * @param metadata the variant's names, in version 1 of the encoding
   * @throws IllegalArgumentException when these are not the two parts of a variant
   */
  public static String text(ByteBuffer metadata, ByteBuffer value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      new VariantJson(metadata, value, out).value(0);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Not the bytes of a variant", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void value(int at) throws IOException {
    int first = value.get(at) & 0xFF;
    int info = first >> 2;
    switch (first & 3) {
      case VariantKinds.SHORT_STRING -> out.writeString(text(value, at + 1, info));
      case VariantKinds.OBJECT -> object(info, at + 1);
      case VariantKinds.ARRAY -> array(info, at + 1);
      default -> new VariantPrimitive(value, at + 1).write(info, out);
    }
  }

  private void object(int info, int at) throws IOException {
    int offsetWidth = 1 + (info & 3);
    int idWidth = 1 + (info >> 2 & 3);
    int countWidth = (info >> 4 & 1) == 1 ? Integer.BYTES : 1;
    int count = number(value, at, countWidth);
    int ids = at + countWidth;
    int offsets = ids + count * idWidth;
    int data = offsets + (count + 1) * offsetWidth;
    out.writeStartObject();
    for (int i = 0; i < count; i++) {
      out.writeFieldName(name(number(value, ids + i * idWidth, idWidth)));
      value(data + number(value, offsets + i * offsetWidth, offsetWidth));
    }
    out.writeEndObject();
  }

  private void array(int info, int at) throws IOException {
    int offsetWidth = 1 + (info & 3);
    int countWidth = (info >> 2 & 1) == 1 ? Integer.BYTES : 1;
    int count = number(value, at, countWidth);
    int offsets = at + countWidth;
    int data = offsets + (count + 1) * offsetWidth;
    out.writeStartArray();
    for (int i = 0; i < count; i++) {
      value(data + number(value, offsets + i * offsetWidth, offsetWidth));
    }
    out.writeEndArray();
  }

  private String name(int id) {
    int count = number(metadata, 1, nameWidth);
    int offsets = 1 + nameWidth;
    int from = number(metadata, offsets + id * nameWidth, nameWidth);
    int end = number(metadata, offsets + (id + 1) * nameWidth, nameWidth);
    return text(metadata, offsets + (count + 1) * nameWidth + from, end - from);
  }

  static String text(ByteBuffer bytes, int at, int length) {
    byte[] utf8 = new byte[length];
    bytes.get(at, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static int number(ByteBuffer bytes, int at, int width) {
    int number = 0;
    for (int i = 0; i < width; i++) {
      number |= (bytes.get(at + i) & 0xFF) << (Byte.SIZE * i);
    }
    return number;
  }
}
