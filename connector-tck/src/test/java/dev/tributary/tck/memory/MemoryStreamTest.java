// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import static dev.tributary.tck.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.config.Config;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.Reads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryStreamTest {

  private static final Schema SCHEMA = Schema.of(Field.required("id", Type.LONG));
  private static final StreamRequest BY_ID = request(Optional.of("id"));
  private static final StreamRequest WHOLE = request(Optional.empty());

  private final MemoryStream orders = MemorySource.stream("orders", SCHEMA);
  private final Source source = MemorySource.of(orders);

  @Test
  void aLongReadComesInSeveralRounds() {
    add(5);
    orders.roundRows(2);
    try (Round first = source.plan(BY_ID, Position.START)) {
      assertThat(first.more()).isTrue();
      assertThat(new Reads(source, BY_ID).whole(first, Position.START).rows())
          .containsExactly(row("id", 0L), row("id", 1L));
    }
    assertThat(new Reads(source, BY_ID).from(Position.START).rows()).hasSize(5);
    assertThat(new Reads(source, WHOLE).from(Position.START).rows()).hasSize(5);
  }

  @Test
  void aFullReadEndsWithTheRowsThatWereThereWhenItBegan() {
    add(3);
    orders.roundRows(2);
    Position middle;
    try (Round first = source.plan(WHOLE, Position.START)) {
      middle = new Reads(source, WHOLE).whole(first, Position.START).position();
    }
    add(4);

    Reads.Result rest = new Reads(source, WHOLE).from(middle);

    assertThat(rest.rows()).containsExactly(row("id", 2L));
    assertThat(rest.position()).isEqualTo(Position.START);
    assertThat(new Reads(source, WHOLE).from(Position.START).rows()).hasSize(7);
  }

  @Test
  void callersAreHeldToTheCutOfARound() {
    add(4);
    orders.splits(2).cut(Cut.NONE);
    try (Round round = source.plan(BY_ID, Position.START)) {
      Split split = round.splits().get(0);
      Position end = new Reads(source, BY_ID).split(split, Position.START).position();

      assertThatThrownBy(() -> source.join(BY_ID, Position.START, Map.of(split, end)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("NONE");
    }
  }

  @Test
  void readingFailsAtARowAsOftenAsAsked() {
    add(5);
    orders.failAt(3, 2);
    Round round = source.plan(BY_ID, Position.START);
    SplitReader reader = source.open(BY_ID, round.splits().get(0), Position.START);
    assertThat(reader.next().rows()).as("rows before the failing one").isEqualTo(3);

    assertThat(failure(reader)).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
    assertThat(failure(reader)).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);

    assertThat(reader.next().rows()).isEqualTo(2);
  }

  @Test
  void aReaderThatWaitsEndsWhenItIsClosedFromAnotherThread() throws Exception {
    add(2);
    orders.holdAt(1);
    Round round = source.plan(BY_ID, Position.START);
    SplitReader reader = source.open(BY_ID, round.splits().get(0), Position.START);
    assertThat(reader.next().rows()).isEqualTo(1);
    CompletableFuture<ErrorCode> waiting = CompletableFuture.supplyAsync(() -> failure(reader));
    assertThat(orders.awaitHeld(Duration.ofSeconds(30))).isTrue();

    reader.close();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isEqualTo(ErrorCode.CANCELLED);
    round.close();
    assertThat(orders.held()).isZero();
  }

  @Test
  void anUnannouncedStreamBringsEachRowInItsOwnSchema() {
    Schema wider = SCHEMA.with(Field.optional("note", Type.STRING));
    orders.unannounced().row(1L).schema(wider).row(2L, "new");
    assertThat(source.describe(BY_ID).schema()).isEmpty();
    try (Round round = source.plan(BY_ID, Position.START);
        SplitReader reader = source.open(BY_ID, round.splits().get(0), Position.START)) {
      Batch first = reader.next();
      assertThat(first.schema()).isEqualTo(SCHEMA);
      assertThat(reader.next().schema()).isEqualTo(wider);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void anAnnouncedStreamIsReadInItsLastSchema() {
    Schema wider = Schema.of(Field.required("id", Type.LONG), Field.optional("note", Type.STRING));
    orders.row(1L).schema(wider).row(2L, "new");

    assertThat(new Reads(source, BY_ID).from(Position.START).rows())
        .containsExactly(row("id", 1L, "note", null), row("id", 2L, "note", "new"));
  }

  @Test
  void whatWasCommittedIsRemembered() {
    add(1);
    Position end = new Reads(source, BY_ID).from(Position.START).position();
    source.committed(BY_ID, end);
    assertThat(orders.committed()).containsExactly(end);
  }

  @Test
  void aPositionOfAnotherStreamIsUnknown() {
    add(3);
    Position end = new Reads(source, BY_ID).from(Position.START).position();
    MemorySource empty = MemorySource.of(MemorySource.stream("orders", SCHEMA));

    assertThatThrownBy(() -> empty.plan(BY_ID, end))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.POSITION_UNKNOWN);
    assertThatThrownBy(() -> source.plan(WHOLE, end))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.POSITION_UNKNOWN);
  }

  private static ErrorCode failure(SplitReader reader) {
    try {
      reader.next();
      throw new AssertionError("The reader went on");
    } catch (TributaryException e) {
      return e.code();
    }
  }

  private void add(int rows) {
    for (int i = 0; i < rows; i++) {
      orders.row(orders.size());
    }
  }

  private static StreamRequest request(Optional<String> cursor) {
    return new StreamRequest("orders", cursor, List.of(), Config.none());
  }
}
