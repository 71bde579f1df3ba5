// SPDX-License-Identifier: Apache-2.0
package dev.tributary.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordSourceTest {

  private static final StreamRequest TICKETS =
      new StreamRequest("tickets", Optional.empty(), List.of(), Config.none());

  /** All that an author writes. */
  static final class Tickets extends RecordSource<Map<String, Object>> {
    private final List<Map<String, Object>> all;

    @SafeVarargs
    Tickets(Map<String, Object>... all) {
      this.all = List.of(all);
    }

    @Override
    protected List<String> streams() {
      return List.of("tickets");
    }

    @Override
    protected Iterable<Map<String, Object>> read(String stream, Fields from) {
      return all.subList(from.optionalNumber("read").orElse(0L).intValue(), all.size());
    }

    @Override
    protected Map<String, Object> values(Map<String, Object> ticket) {
      return ticket;
    }

    @Override
    protected Fields after(Map<String, Object> ticket, Fields before) {
      return Fields.of("read", before.optionalNumber("read").orElse(0L) + 1);
    }
  }

  @Test
  void typesFollowTheValues() {
    Instant at = Instant.parse("2026-01-02T03:04:05.000006Z");

    Batch batch =
        batches(new Tickets(Map.of("id", 7, "price", new BigDecimal("1.50"), "at", at, "ok", true)))
            .get(0);

    assertThat(batch.schema().field("id").orElseThrow().type()).isEqualTo(Type.LONG);
    assertThat(batch.schema().field("price").orElseThrow().type()).isEqualTo(Type.decimal(3, 2));
    assertThat(batch.toMaps().get(0))
        .containsEntry("id", 7L)
        .containsEntry("price", new BigDecimal("1.50"))
        .containsEntry("at", at)
        .containsEntry("ok", true);
  }

  @Test
  void aRecordThatNeedsAnotherTypeBeginsANewBatchAndNothingIsLost() {
    List<Batch> batches =
        batches(
            new Tickets(
                Map.of("id", 1L), Map.of("id", 2L, "note", "new field"), Map.of("id", "three")));

    assertThat(batches.stream().flatMap(batch -> batch.toMaps().stream()))
        .extracting(row -> row.get("id"))
        .containsExactly(1L, 2L, "three");
  }

  @Test
  void nestedValuesBecomeStructsAndLists() {
    Batch batch =
        batches(
                new Tickets(
                    Map.of("user", Map.of("name", "Ada", "tags", List.of("x", "y"))),
                    Map.of("user", Map.of("name", "Bo"))))
            .get(0);

    assertThat(batch.toMaps().get(0).get("user"))
        .isEqualTo(Map.of("name", "Ada", "tags", List.of("x", "y")));
  }

  @Test
  void aListOfUnlikeValuesBecomesText() {
    Batch batch = batches(new Tickets(Map.of("list", List.of(1, "two", true)))).get(0);

    assertThat(batch.toMaps().get(0).get("list")).isEqualTo(List.of("1", "two", "true"));
  }

  @Test
  void readingGoesOnBehindTheLastBatch() {
    Tickets source = new Tickets(Map.of("id", 1L), Map.of("id", "two"), Map.of("id", "three"));
    Position after;
    try (SplitReader reader = source.open(TICKETS, Split.whole(), Position.START)) {
      reader.next();
      after = reader.position();
    }

    Split rest = source.plan(TICKETS, after).splits().get(0);

    try (SplitReader reader = source.open(TICKETS, rest, Position.START)) {
      assertThat(reader.next().toMaps())
          .extracting(row -> row.get("id"))
          .containsExactly("two", "three");
    }
  }

  @Test
  void anUnknownStreamIsRefusedWithTheKnownOnes() {
    StreamRequest wrong = new StreamRequest("tikets", Optional.empty(), List.of(), Config.none());

    assertThatThrownBy(() -> new Tickets().describe(wrong))
        .isInstanceOfSatisfying(
            TributaryException.class,
            error -> {
              assertThat(error.code()).isEqualTo(ErrorCode.STREAM_NOT_FOUND);
              assertThat(error.nextStep()).contains("tickets");
            });
  }

  /** One batch per schema; their rows are copied by reading each to the end before the next. */
  private static List<Batch> batches(Tickets source) {
    List<Batch> batches = new ArrayList<>();
    Position at = Position.START;
    while (true) {
      SplitReader reader = source.open(TICKETS, Split.whole(), at);
      Batch batch = reader.next();
      if (batch == null) {
        return batches;
      }
      batches.add(batch);
      at = reader.position();
      reader.close();
    }
  }
}
