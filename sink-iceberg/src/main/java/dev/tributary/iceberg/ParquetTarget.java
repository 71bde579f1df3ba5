// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.io.IOException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A file of Iceberg's as one that Parquet writes to. */
record ParquetTarget(org.apache.iceberg.io.OutputFile file) implements OutputFile {

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return opened(file::create);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return opened(file::createOrOverwrite);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  @Override
  public String getPath() {
    return file.location();
  }

  private interface Opening {
    org.apache.iceberg.io.PositionOutputStream open();
  }

  private static PositionOutputStream opened(Opening opening) throws IOException {
    try {
      org.apache.iceberg.io.PositionOutputStream stream = opening.open();
      return new DelegatingPositionOutputStream(stream) {
        @Override
        public long getPos() throws IOException {
          return stream.getPos();
        }
      };
    } catch (RuntimeIOException e) {
      throw e.getCause() == null ? new IOException(e) : e.getCause();
    }
  }
}
