// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import java.nio.ByteBuffer;

/** A variant of the file as JSON text. */
final class VariantRead implements ReadNode {

  private final int presentFrom;
  private final LeafRead metadata;
  private final LeafRead value;
  private final Cell names;
  private final Cell values;

  /**
   * @param presentFrom the definition level from which on the variant is present
   * @param metadata puts what it reads into {@code names}
   * @param value puts what it reads into {@code values}
   */
  VariantRead(int presentFrom, LeafRead metadata, Cell names, LeafRead value, Cell values) {
    this.presentFrom = presentFrom;
    this.metadata = metadata;
    this.names = names;
    this.value = value;
    this.values = values;
  }

  /** Holds the bytes that a leaf stood at last. */
  static final class Cell implements CellRead {

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public void append(org.apache.parquet.column.ColumnReader from, Column to) {
      bytes = from.getBinary().toByteBuffer();
    }
  }

  @Override
  public void read(Column column) {
    if (definition() < presentFrom) {
      skip();
      column.appendNull();
      return;
    }
    metadata.read(column);
    value.read(column);
    ((BytesColumn) column).append(VariantJson.text(names.bytes, values.bytes));
  }

  @Override
  public void skip() {
    metadata.skip();
    value.skip();
  }

  @Override
  public int definition() {
    return value.definition();
  }

  @Override
  public int repetition() {
    return value.repetition();
  }
}
