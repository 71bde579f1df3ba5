// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.source.RefusedRow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of any shape, batch after batch, in the order of the input. Owned by one thread at a
 * time; {@link #close()} may come from another one.
 *
 * <p><b>Types.</b> Each value has the least type that holds it: whole numbers are long, beyond 64
 * bits decimal, beyond 38 digits text; numbers with a fraction or exponent are the nearest double,
 * beyond its range text as it was written; text, truth values; objects are structs and arrays
 * lists. A batch never turns a value into another kind: where a field's next value is of another
 * kind than those of the batch, the batch ends before its row. Only longs become doubles, where all
 * of the batch are exactly doubles, and decimals longer. Unlike elements of one array meet in the
 * least type that holds both: unlike scalars in text, a scalar and a nested value in JSON.
 *
 * <p><b>No type.</b> Null, objects without fields, empty arrays, and what holds nothing else, have
 * no type and make no field. Beside values that do they are null, a struct of nulls and an empty
 * list; alone they are not told apart.
 *
 * <p><b>Refused rows.</b> A row that is not JSON, or no object, nests too deep, has one name twice
 * in an object, half a surrogate pair in parsed text, bytes that are not UTF-8, a number of more
 * than 1,000 digits or a value or name that is too long is left out and can be had from {@link
 * #refused()}. In documents what is not JSON ends the read instead. A field without a name is
 * called {@code unnamed}; a row that has, or after rows that had, a field of that name too is
 * refused.
 *
 * <p>UTF-8 with or without a byte order mark is expected; UTF-16 and UTF-32 are recognised.
 */
public final class JsonReader implements AutoCloseable {

  private static final int ROWS_BETWEEN_LOOKS = 512;

  private final String name;
  private final JsonOptions options;
  private final InputStream in;
  private final Opening opening;
  private final Assembly assembly;
  private final Refusals refusals;
  private @Nullable Feed feed;
  private Feed.@Nullable Held held;
  private long reached;
  private long skipped;

  private JsonReader(String name, InputStream in, JsonOptions options, Opening opening) {
    this.name = name;
    this.in = in;
    this.options = options;
    this.opening = opening;
    this.assembly = new Assembly(options);
    this.refusals = new Refusals(options.rowBytesMax());
  }

  /** Makes the feed when reading begins, so that nothing blocks before. */
  @FunctionalInterface
  private interface Opening {
    Feed open(InputStream in) throws IOException;
  }

  /**
   * Reads a stream from its beginning.
   *
   * @param name what the stream is called in messages and places, such as a file's name
   * @param in closed with the reader
   */
  public static JsonReader of(String name, InputStream in, JsonOptions options) {
    return new JsonReader(name, in, options, stream -> feed(Encodings.utf8(stream), name, options));
  }

  /**
   * Reads lines from the middle of a stream of UTF-8, beginning with a whole one.
   *
   * @param firstByte the place of the first byte in the whole stream, for the places of rows
   */
  public static JsonReader within(
      String name, InputStream in, JsonOptions options, long firstByte) {
    return new JsonReader(
        name,
        in,
        options,
        stream -> lines(stream, (line, at) -> name + ", byte " + (firstByte + at), options));
  }

  /**
   * Reads rows again that a reader had refused, with the places they had. Bytes that were no text
   * are none now either, so such a row is refused again.
   */
  public static JsonReader again(List<RefusedRow> rows, JsonOptions options) {
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(onOneLine(row.raw())).append('\n'));
    InputStream in = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    return new JsonReader(
        "quarantine",
        in,
        options,
        stream -> lines(stream, (line, at) -> rows.get((int) line - 1).place(), options));
  }

  /** A tab is a space between values, as a line end is, and as wrong inside of text. */
  private static String onOneLine(String row) {
    return row.replace('\n', '\t').replace('\r', '\t');
  }

  /** Leaves out what an earlier reader had read when it said so; before the first batch only. */
  public JsonReader from(long position) {
    if (feed != null) {
      throw new IllegalStateException("The reader has begun");
    }
    skipped = position;
    reached = position;
    return this;
  }

  /**
   * The next rows, none when many were refused one after the other, or null after the last. Blocks
   * as the stream does. Valid until the next call.
   *
   * @throws TributaryException {@code VALUE_REFUSED} when a document is no JSON; {@code
   *     SCHEMA_REFUSED} when there are too many fields; {@code CANCELLED} when the thread is
   *     interrupted; {@code SOURCE_UNAVAILABLE} when the stream fails
   */
  public @Nullable Batch next() {
    assembly.reset();
    try {
      Feed source = feed();
      fill(source);
      reached = held == null ? source.position() : reached;
      return assembly.rows() > 0 || refusals.isFull() ? assembly.build() : null;
    } catch (CharacterCodingException e) {
      throw new TributaryException(
          ErrorCode.VALUE_REFUSED,
          name + " is not in the encoding that its first bytes announce",
          "Write it in UTF-8",
          e);
    } catch (IOException e) {
      stopIfAsked();
      throw unavailable(e);
    }
  }

  /** Rows refused since this was last asked. */
  public List<RefusedRow> refused() {
    return refusals.take();
  }

  /** How far the batches so far came, for {@link #from}: bytes for lines, rows for documents. */
  public long position() {
    return reached;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** Fills the assembly until it is full, or a row needs another batch, which is held for it. */
  private void fill(Feed source) throws IOException {
    long start = source.bytes();
    for (int i = 0; ; i++) {
      if (i % ROWS_BETWEEN_LOOKS == 0) {
        stopIfAsked();
      }
      if (held != null && !replay(held)) {
        return;
      }
      held = null;
      if (isFull(source.bytes() - start)) {
        return;
      }
      long before = source.position();
      Feed.Outcome outcome = source.next(assembly, refusals);
      if (outcome == Feed.Outcome.END) {
        return;
      }
      if (outcome == Feed.Outcome.HELD) {
        held = source.held();
        reached = before;
      }
    }
  }

  private boolean isFull(long read) {
    return refusals.isFull()
        || assembly.isFull()
        || (read >= options.batchBytes() && assembly.rows() > 0);
  }

  /** Adds or refuses the row; false when it needs another batch. */
  private boolean replay(Feed.Held row) throws IOException {
    try {
      return assembly.replay(row.row());
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.VALUE_REFUSED) {
        throw e;
      }
      refusals.add(row.place(), e, row.row());
      return true;
    }
  }

  private Feed feed() throws IOException {
    if (feed == null) {
      feed = opening.open(in);
      feed.skip(skipped);
    }
    return feed;
  }

  private static Feed feed(InputStream in, String name, JsonOptions options) throws IOException {
    return options.isLines()
        ? lines(in, (line, at) -> name + ":" + line, options)
        : new DocumentFeed(new Window(in, options.rowBytesMax()), name, options);
  }

  private static Feed lines(InputStream in, LineFeed.Places places, JsonOptions options)
      throws IOException {
    return new LineFeed(new Window(in, options.rowBytesMax()), places, options.rowBytesMax());
  }

  private void stopIfAsked() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TributaryException(
          ErrorCode.CANCELLED, "Reading " + name + " was stopped", "Run again to read the rest");
    }
  }

  private TributaryException unavailable(IOException e) {
    return new TributaryException(
        ErrorCode.SOURCE_UNAVAILABLE,
        "Reading " + name + " failed: " + e.getMessage(),
        "Check that it is there and whole, and run again",
        e);
  }
}
