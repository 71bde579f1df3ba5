// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A system that is read. Reading is a series of bounded rounds: the coordinator plans one, any
 * number of threads or machines read its splits, the coordinator joins how far they came.
 * Thread-safe, except that {@link #close()} comes last. Whatever fails throws a {@code
 * TributaryException}; nothing is changed in the system that is read, except by {@link #committed}.
 */
public interface Source extends AutoCloseable {

  /** Proves that the stream can be read: reachable, allowed, present, settings sound. Blocks. */
  void check(StreamRequest stream);

  /** The streams there are, in a stable order. Blocks. */
  List<StreamInfo> discover();

  /**
   * What is known of one stream.
   *
   * @throws dev.tributary.error.TributaryException {@code STREAM_NOT_FOUND}
   */
  StreamInfo describe(StreamRequest stream);

  /**
   * Plans a bounded amount of reading from a position that this source made, or the start. Blocks.
   */
  Round plan(StreamRequest stream, Position from);

  /**
   * Plans to read the rows whose cursor lies from {@code from} on and before {@code until},
   * whatever was read before; either may be open. For loading a range again beside the stream's
   * position, or to move it: {@link #join} with {@link Position#START} tells where the range ends.
   * Blocks.
   *
   * @param from as people write it
   * @param until as people write it, itself left out
   * @throws dev.tributary.error.TributaryException {@code MODE_UNSUPPORTED} when the source has no
   *     ranges, {@code SETTING_INVALID} when the stream has no cursor or a value is none of its
   */
  default Round planRange(StreamRequest stream, Optional<String> from, Optional<String> until) {
    throw new TributaryException(
        ErrorCode.MODE_UNSUPPORTED,
        "The source of stream '" + stream.stream() + "' cannot read a range",
        "Run without a range");
  }

  /**
   * Opens a split, on any thread or machine, in a source made from the same settings.
   *
   * @param at where to go on: {@link Position#START} for the split's first row, else what {@link
   *     SplitReader#position()} said
   */
  SplitReader open(StreamRequest stream, Split split, Position at);

  /**
   * The position after reading splits of a round as far as {@code reached} says. Which splits may
   * be missing or partly read is what the round's {@link Round#cut()} vouches for. Does not depend
   * on the order of the map.
   */
  Position join(StreamRequest stream, Position from, Map<Split, Position> reached);

  /**
   * Reads rows again that a {@link SplitReader} had refused, from their raw text. Blocks.
   *
   * @throws dev.tributary.error.TributaryException {@code MODE_UNSUPPORTED} when the source never
   *     refuses rows
   */
  default SplitReader reread(StreamRequest stream, List<RefusedRow> rows) {
    throw new TributaryException(
        ErrorCode.MODE_UNSUPPORTED,
        "The source of stream '" + stream.stream() + "' does not read rows again",
        "Load the stream from the source");
  }

  /**
   * Told after a load up to {@code position} is complete in every table; at least once per position
   * that stays the last. A place to acknowledge messages or move files. Failure is reported, and
   * harmless.
   */
  default void committed(StreamRequest stream, Position position) {}

  @Override
  void close();
}
