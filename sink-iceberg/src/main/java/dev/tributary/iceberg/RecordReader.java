// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.columnar.VariantJson;
import dev.tributary.schema.Schema;
import dev.tributary.sink.BatchReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.apache.iceberg.variants.Variant;
import org.apache.iceberg.variants.VariantMetadata;
import org.apache.iceberg.variants.VariantValue;
import org.jspecify.annotations.Nullable;

/**
 * Batches from the records that Iceberg's own reader makes, which knows old schemas and deletes.
 */
final class RecordReader implements BatchReader {

  private final CloseableIterable<Record> source;
  private final CloseableIterator<Record> records;
  private final BatchBuilder builder;
  private long left;
  private boolean closed;

  RecordReader(Schema schema, CloseableIterable<Record> source, long rowsMax) {
    this.source = source;
    this.records = source.iterator();
    this.builder = new BatchBuilder(schema);
    this.left = rowsMax;
  }

  @Override
  public @Nullable Batch next() {
    builder.reset();
    while (left > 0 && !builder.isFull() && records.hasNext()) {
      add(records.next());
      left--;
    }
    return builder.isEmpty() ? null : builder.build();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      records.close();
      source.close();
    } catch (IOException e) {
      throw new RuntimeIOException(e, "Cannot close a reader");
    }
  }

  private void add(Record record) {
    for (int i = 0; i < builder.schema().size(); i++) {
      builder.column(i).append(plain(record.get(i)));
    }
    builder.endRow();
  }

  /**
   * The value as columns take it: instants for zoned times, text for variants, maps for structs.
   */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value instanceof byte[] fixed) {
      return ByteBuffer.wrap(fixed);
    }
    if (value instanceof Variant variant) {
      return VariantJson.text(bytes(variant.metadata()), bytes(variant.value()));
    }
    if (value instanceof Record struct) {
      return struct(struct);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(plain(each)));
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(plain(key), plain(each)));
      return copy;
    }
    return value;
  }

  private static ByteBuffer bytes(VariantMetadata metadata) {
    ByteBuffer bytes = ByteBuffer.allocate(metadata.sizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    metadata.writeTo(bytes, 0);
    return bytes;
  }

  private static ByteBuffer bytes(VariantValue value) {
    ByteBuffer bytes = ByteBuffer.allocate(value.sizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    value.writeTo(bytes, 0);
    return bytes;
  }

  private static Map<String, @Nullable Object> struct(Record struct) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (int i = 0; i < ((StructLike) struct).size(); i++) {
      copy.put(struct.struct().fields().get(i).name(), plain(struct.get(i)));
    }
    return copy;
  }
}
