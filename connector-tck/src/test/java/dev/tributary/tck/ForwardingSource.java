// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.batch.Batch;
import dev.tributary.load.Position;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;

/** A source that hands everything to another one, for mutants to break one thing of. */
class ForwardingSource implements Source {

  final Source real;

  ForwardingSource(Source real) {
    this.real = real;
  }

  @Override
  public void check(StreamRequest stream) {
    real.check(stream);
  }

  @Override
  public List<StreamInfo> discover() {
    return real.discover();
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return real.describe(stream);
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    return real.plan(stream, from);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    return real.open(stream, split, at);
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    return real.join(stream, from, reached);
  }

  @Override
  public void committed(StreamRequest stream, Position position) {
    real.committed(stream, position);
  }

  @Override
  public void close() {
    real.close();
  }

  /** A reader that hands everything to another one. */
  static class Reader implements SplitReader {

    final SplitReader real;

    Reader(SplitReader real) {
      this.real = real;
    }

    @Override
    public Batch next() {
      return real.next();
    }

    @Override
    public Position position() {
      return real.position();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
