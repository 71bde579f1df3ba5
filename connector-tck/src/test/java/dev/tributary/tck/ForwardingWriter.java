// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.batch.Batch;
import dev.tributary.load.Staged;
import dev.tributary.sink.SinkWriter;

/** A writer that hands everything to another one. */
class ForwardingWriter implements SinkWriter {

  private final SinkWriter real;

  ForwardingWriter(SinkWriter real) {
    this.real = real;
  }

  @Override
  public void write(Batch batch) {
    real.write(batch);
  }

  @Override
  public Staged finish() {
    return real.finish();
  }

  @Override
  public void close() {
    real.close();
  }
}
