// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;

/** Rows as parquet-java's own record reader puts them together. */
final class GroupRows {

  private GroupRows() {}

  static List<Map<String, Object>> read(Path file, Schema schema) {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType type = reader.getFooter().getFileMetaData().getSchema();
      List<Map<String, Object>> rows = new ArrayList<>();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(type)
                .getRecordReader(pages, new GroupRecordConverter(type));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(struct(records.read(), schema.fields()));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> struct(Group group, List<Field> fields) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      row.put(fields.get(i).name(), value(group, i, fields.get(i).type()));
    }
    return row;
  }

  private static Object value(Group group, int field, Type type) {
    if (group.getFieldRepetitionCount(field) == 0) {
      return null;
    }
    return switch (type.kind()) {
      case STRUCT -> struct(group.getGroup(field, 0), ((Type.Struct) type).fields());
      case LIST -> list(group.getGroup(field, 0), (Type.ListOf) type);
      case MAP -> map(group.getGroup(field, 0), (Type.MapOf) type);
      case BOOLEAN -> group.getBoolean(field, 0);
      case INT -> group.getInteger(field, 0);
      case LONG -> group.getLong(field, 0);
      case FLOAT -> group.getFloat(field, 0);
      case DOUBLE -> group.getDouble(field, 0);
      case DATE -> LocalDate.ofEpochDay(group.getInteger(field, 0));
      case STRING, JSON -> group.getBinary(field, 0).toStringUsingUTF8();
      case BINARY -> group.getBinary(field, 0).toByteBuffer();
      case UUID -> uuid(group.getBinary(field, 0).toByteBuffer());
      case DECIMAL -> decimal(group, field, (Type.Decimal) type);
      case TIME -> LocalTime.ofNanoOfDay(group.getLong(field, 0) * nanosEach(group, field));
      case TIMESTAMP -> timestamp(group, field, (Type.Timestamp) type);
    };
  }

  private static List<Object> list(Group list, Type.ListOf type) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      elements.add(value(list.getGroup(0, i), 0, type.element()));
    }
    return elements;
  }

  private static Map<Object, Object> map(Group map, Type.MapOf type) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      entries.put(value(entry, 0, type.key()), value(entry, 1, type.value()));
    }
    return entries;
  }

  private static UUID uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static BigDecimal decimal(Group group, int field, Type.Decimal type) {
    BigInteger unscaled =
        switch (group.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
          case INT32 -> BigInteger.valueOf(group.getInteger(field, 0));
          case INT64 -> BigInteger.valueOf(group.getLong(field, 0));
          default -> new BigInteger(group.getBinary(field, 0).getBytes());
        };
    return new BigDecimal(unscaled, type.scale());
  }

  private static Object timestamp(Group group, int field, Type.Timestamp type) {
    long perSecond = 1_000_000_000L / nanosEach(group, field);
    long value = group.getLong(field, 0);
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(value, perSecond),
            Math.floorMod(value, perSecond) * nanosEach(group, field));
    return type.zoned() ? instant : instant.atZone(ZoneOffset.UTC).toLocalDateTime();
  }

  private static long nanosEach(Group group, int field) {
    LogicalTypeAnnotation annotation = group.getType().getType(field).getLogicalTypeAnnotation();
    TimeUnit unit =
        annotation instanceof TimeLogicalTypeAnnotation time
            ? time.getUnit()
            : ((TimestampLogicalTypeAnnotation) annotation).getUnit();
    return unit == TimeUnit.NANOS ? 1 : unit == TimeUnit.MICROS ? 1_000 : 1_000_000;
  }
}
