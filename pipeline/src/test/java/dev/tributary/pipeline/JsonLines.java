// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.batch.Batch;
import dev.tributary.formats.JsonOptions;
import dev.tributary.formats.JsonReader;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of JSON lines in splits, read as a source reads files. A run reads one round; a round may
 * be cut after each batch.
 */
final class JsonLines implements Source {

  private static final String ROUND = "round";
  private static final String AT = "at";
  private static final String ENDED = "ended";

  private final JsonOptions options;
  private final List<List<byte[]>> rounds = new ArrayList<>();

  JsonLines(int batchRows) {
    this(JsonOptions.lines().batch(batchRows, 1 << 20));
  }

  JsonLines(JsonOptions options) {
    this.options = options;
  }

  /** One more round, of one split. */
  JsonLines round(String... lines) {
    return round(List.of(Arrays.asList(lines)));
  }

  /** One more round. */
  JsonLines round(List<List<String>> splits) {
    rounds.add(
        splits.stream()
            .map(lines -> String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
            .toList());
    return this;
  }

  JsonLines bytes(List<byte[]> splits) {
    rounds.add(List.copyOf(splits));
    return this;
  }

  @Override
  public void check(StreamRequest stream) {}

  @Override
  public List<StreamInfo> discover() {
    return List.of(StreamInfo.named("docs"));
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    return StreamInfo.named(stream.stream());
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    int round = from.isStart() ? 0 : (int) from.fields().number(ROUND);
    List<Split> splits = new ArrayList<>();
    for (int i = 0; round < rounds.size() && i < rounds.get(round).size(); i++) {
      splits.add(new Split(i, Fields.of(ROUND, round), rounds.get(round).get(i).length));
    }
    return Round.of(splits, Round.Cut.BATCH);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    byte[] text = rounds.get((int) split.fields().number(ROUND)).get(split.ordinal());
    String name = "split " + split.ordinal();
    JsonReader lines = JsonReader.of(name, new ByteArrayInputStream(text), options);
    return new Reader(at.isStart() ? lines : lines.from(at.fields().number(AT)));
  }

  @Override
  public SplitReader reread(StreamRequest stream, List<RefusedRow> rows) {
    return new Reader(JsonReader.again(rows, options));
  }

  /** Behind the round when all of its splits were read to their end, else still in it. */
  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    long round = reached.keySet().iterator().next().fields().number(ROUND);
    long ended = reached.values().stream().filter(at -> at.fields().number(ENDED) == 1).count();
    boolean whole = ended == rounds.get((int) round).size();
    return new Position(Fields.of(ROUND, whole ? round + 1 : round).with("ended", ended));
  }

  @Override
  public void close() {}

  private static final class Reader implements SplitReader {

    private final JsonReader lines;
    private boolean ended;

    private Reader(JsonReader lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable Batch next() {
      Batch batch = lines.next();
      ended = batch == null;
      return batch;
    }

    @Override
    public List<RefusedRow> refused() {
      return lines.refused();
    }

    @Override
    public Position position() {
      return new Position(Fields.of(AT, lines.position()).with(ENDED, ended ? 1 : 0));
    }

    @Override
    public void close() {
      lines.close();
    }
  }
}
