// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.StreamRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The small world in which the rules of sources are checked. */
abstract class SourceRules {

  /** Enough for several splits and batches where a source is set to make small ones. */
  static final long[] MANY = LongStream.rangeClosed(1, 40).toArray();

  private final List<Source> opened = new ArrayList<>();

  /** See {@link SourceContract#newSource()}. */
  protected abstract Source newSource();

  /** See {@link SourceContract#request()}. */
  protected abstract StreamRequest request();

  /** See {@link SourceContract#add}. */
  protected abstract void add(long... ids);

  /** See {@link SourceContract#addAtBoundary}. */
  protected abstract void addAtBoundary(long... ids);

  /** See {@link SourceContract#addTypical}. */
  protected abstract List<Map<String, @Nullable Object>> addTypical();

  /** See {@link SourceContract#breakDown}. */
  protected abstract Optional<Runnable> breakDown();

  /** See {@link SourceContract#held()}. */
  protected abstract long held();

  /** How long the system that is read may take to notice that it was left. */
  Duration patience() {
    return Duration.ofSeconds(10);
  }

  /** See {@link SourceContract#id}. */
  protected abstract long id(Map<String, @Nullable Object> row);

  /** A source that is closed after the test. */
  final Source source() {
    Source source = newSource();
    synchronized (opened) {
      opened.add(source);
    }
    return source;
  }

  final Reads reads() {
    return new Reads(source(), request());
  }

  @AfterEach
  void closeSources() {
    synchronized (opened) {
      opened.forEach(Source::close);
      opened.clear();
    }
  }

  final List<Long> ids(List<Map<String, @Nullable Object>> rows) {
    return rows.stream().map(this::id).toList();
  }

  final void assertIds(List<Map<String, @Nullable Object>> rows, long... ids) {
    assertThat(ids(rows))
        .as("ids that were read")
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(ids).boxed().toList());
  }

  /** The same value, made anew from its plain parts, as it arrives in another process. */
  static Split travel(Split split) {
    return new Split(split.ordinal(), Fields.of(split.fields().asMap()), split.weight());
  }

  static Position travel(Position position) {
    return new Position(Fields.of(position.fields().asMap()));
  }
}
