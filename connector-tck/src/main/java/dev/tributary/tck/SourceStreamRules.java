// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R4: schemas and values. R5: what a source says of its streams, and how it ends. */
abstract class SourceStreamRules extends SourceSplitRules {

  @Test
  @DisplayName("R4.1 every batch has the schema that was announced, where one was")
  void r4_1_batchesHaveTheAnnouncedSchema() {
    add(MANY);
    Source source = source();
    Optional<Schema> announced = source.describe(request()).schema();
    try (Round round = source.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        try (SplitReader reader = source.open(request(), split, Position.START)) {
          for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
            assertThat(batch.schema()).isEqualTo(announced.orElse(batch.schema()));
          }
        }
      }
    }
  }

  @Test
  @DisplayName("R4.2 nulls, empty text, extremes and other alphabets arrive as they are")
  void r4_2_valuesArriveAsTheyAre() {
    List<Map<String, @Nullable Object>> expected = addTypical();
    assumeFalse(expected.isEmpty(), "R4.2 untested: the test adds no typical rows");

    List<Map<String, @Nullable Object>> rows = reads().from(Position.START).rows();

    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @DisplayName("R5.1 the stream is found: checked, described and discovered alike, in stable order")
  void r5_1_theStreamIsFound() {
    Source source = source();
    source.check(request());
    StreamInfo described = source.describe(request());

    assertThat(described.name()).isEqualTo(request().stream());
    List<StreamInfo> discovered = source.discover();
    assertThat(discovered).extracting(StreamInfo::name).doesNotHaveDuplicates();
    assertThat(source().discover()).isEqualTo(discovered);
  }

  @Test
  @DisplayName("R5.2 a stream that is not there is STREAM_NOT_FOUND")
  void r5_2_anUnknownStreamIsNotFound() {
    StreamRequest unknown =
        new StreamRequest(
            "no_such_stream", Optional.empty(), request().key(), request().settings());
    Codes.refused(ErrorCode.STREAM_NOT_FOUND, "describing", () -> source().describe(unknown));
    Codes.refused(ErrorCode.STREAM_NOT_FOUND, "checking", () -> source().check(unknown));
  }

  @Test
  @DisplayName("R5.3 being told again of a committed position is harmless")
  void r5_3_committedTwiceIsHarmless() {
    add(1, 2);
    Source source = source();
    Position end = new Reads(source, request()).from(Position.START).position();
    source.committed(request(), end);
    source().committed(request(), end);
    add(3);

    assertIds(reads().from(end).rows(), 3);
  }

  @Test
  @DisplayName("R5.4 closing readers, rounds and the source twice is harmless")
  void r5_4_closingTwiceIsHarmless() {
    add(1, 2);
    Source source = newSource();
    Round round = source.plan(request(), Position.START);
    for (Split split : round.splits()) {
      SplitReader reader = source.open(request(), split, Position.START);
      reader.close();
      reader.close();
    }
    round.close();
    round.close();
    source.close();
    source.close();

    assertIds(reads().from(Position.START).rows(), 1, 2);
  }
}
