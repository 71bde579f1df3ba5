// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.schema.Type.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * One value of a variant that is no object or array, as JSON.
 *
 * @param bytes little end first
 * @param at where the value begins, behind its first byte
 */
record VariantPrimitive(ByteBuffer bytes, int at) {

  void write(int kind, JsonGenerator out) throws IOException {
    switch (kind) {
      case VariantKinds.NULL -> out.writeNull();
      case VariantKinds.TRUE -> out.writeBoolean(true);
      case VariantKinds.FALSE -> out.writeBoolean(false);
      case VariantKinds.INT8 -> out.writeNumber(bytes.get(at));
      case VariantKinds.INT16 -> out.writeNumber(bytes.getShort(at));
      case VariantKinds.INT32 -> out.writeNumber(bytes.getInt(at));
      case VariantKinds.INT64 -> out.writeNumber(bytes.getLong(at));
      case VariantKinds.FLOAT -> out.writeNumber(bytes.getFloat(at));
      case VariantKinds.DOUBLE -> out.writeNumber(bytes.getDouble(at));
      case VariantKinds.DECIMAL4, VariantKinds.DECIMAL8, VariantKinds.DECIMAL16 ->
          out.writeNumber(decimal(kind).toPlainString());
      case VariantKinds.STRING ->
          out.writeString(VariantJson.text(bytes, at + Integer.BYTES, bytes.getInt(at)));
      case VariantKinds.BINARY -> out.writeBinary(binary());
      case VariantKinds.UUID -> out.writeString(uuid().toString());
      default -> out.writeString(time(kind));
    }
  }

  private BigDecimal decimal(int kind) {
    int from = at + 1;
    BigInteger unscaled =
        switch (kind) {
          case VariantKinds.DECIMAL4 -> BigInteger.valueOf(bytes.getInt(from));
          case VariantKinds.DECIMAL8 -> BigInteger.valueOf(bytes.getLong(from));
          default ->
              new BigInteger(
                  ByteBuffer.allocate(2 * Long.BYTES)
                      .putLong(bytes.getLong(from + Long.BYTES))
                      .putLong(bytes.getLong(from))
                      .array());
        };
    return new BigDecimal(unscaled, bytes.get(at));
  }

  private byte[] binary() {
    byte[] content = new byte[bytes.getInt(at)];
    bytes.get(at + Integer.BYTES, content);
    return content;
  }

  private UUID uuid() {
    return new UUID(
        Long.reverseBytes(bytes.getLong(at)), Long.reverseBytes(bytes.getLong(at + Long.BYTES)));
  }

  private String time(int kind) {
    return switch (kind) {
      case VariantKinds.DATE -> LocalDate.ofEpochDay(bytes.getInt(at)).toString();
      case VariantKinds.TIME ->
          LocalTime.ofNanoOfDay(bytes.getLong(at) * Unit.MICROS.nanosEach()).toString();
      case VariantKinds.TIMESTAMP_ZONED -> instant(Unit.MICROS).toString();
      case VariantKinds.TIMESTAMP_NANOS_ZONED -> instant(Unit.NANOS).toString();
      case VariantKinds.TIMESTAMP -> local(Unit.MICROS);
      case VariantKinds.TIMESTAMP_NANOS -> local(Unit.NANOS);
      default -> throw new IllegalArgumentException("No kind of variant: " + kind);
    };
  }

  private Instant instant(Unit unit) {
    long count = bytes.getLong(at);
    long perSecond = unit.perSecond();
    return Instant.ofEpochSecond(
        Math.floorDiv(count, perSecond), Math.floorMod(count, perSecond) * unit.nanosEach());
  }

  private String local(Unit unit) {
    return instant(unit).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
  }
}
