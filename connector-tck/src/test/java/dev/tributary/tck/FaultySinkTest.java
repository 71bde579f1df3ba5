// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.TableName;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.Outcome;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.PipelineState;
import dev.tributary.tck.FaultySink.Call;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultySinkTest {

  private static final TableName ORDERS = new TableName("orders");

  private final MemoryWarehouse warehouse = new MemoryWarehouse();
  private final FaultySink sink = new FaultySink(warehouse.sink());
  private final Loads loads = new Loads(sink, new Chain("shop", "orders"));

  @BeforeEach
  void createTable() {
    loads.create(ORDERS, Schema.of(Field.required("id", Type.LONG)));
  }

  @Test
  void aCommitWhoseAnswerIsLostHasHappened() {
    sink.loseAnswer(Call.COMMIT, 1);
    Load load = loads.prepare(ORDERS, APPEND, List.of(Batches.row("id", 1L)));

    Codes.refused(
        ErrorCode.COMMIT_OUTCOME_UNKNOWN, "the first commit", () -> sink.commit(load, ORDERS));

    assertThat(warehouse.rows("orders")).containsExactly(Batches.row("id", 1L));
    assertThat(sink.commit(load, ORDERS)).isEqualTo(Outcome.ALREADY);
  }

  @Test
  void aCommitThatFailsHasNotHappened() {
    sink.fail(Call.COMMIT, 2);
    Load first = loads.commit(ORDERS, APPEND, List.of());
    Load second = loads.prepare(ORDERS, APPEND, List.of(Batches.row("id", 2L)));

    Codes.refused(
        ErrorCode.SINK_UNAVAILABLE, "the second commit", () -> sink.commit(second, ORDERS));

    assertThat(warehouse.rows("orders")).isEmpty();
    assertThat(loads.head(ORDERS)).isEqualTo(first.id());
  }

  @Test
  void anotherWriterCanComeBetweenTwoSteps() {
    sink.before(Call.COMMIT, 1, () -> warehouse.insert("orders", List.of(Batches.row("id", 9L))));

    loads.commit(ORDERS, APPEND, List.of(Batches.row("id", 1L)));

    assertThat(warehouse.rows("orders"))
        .containsExactly(Batches.row("id", 9L), Batches.row("id", 1L));
    assertThat(sink.calls())
        .containsSubsequence(Call.OPEN, Call.WRITE, Call.FINISH, Call.SAVE, Call.COMMIT);
  }

  @Test
  void aStateStoreWhoseAnswerIsLostHasWritten() {
    FaultyStateStore store =
        new FaultyStateStore(new MemoryStateStore())
            .loseAnswer(FaultyStateStore.Call.REPLACE, 1)
            .fail(FaultyStateStore.Call.READ, 2);
    PipelineState next = PipelineState.empty().next();

    Codes.refused(
        ErrorCode.STATE_UNAVAILABLE, "the first write", () -> store.replace("shop", next));

    assertThat(store.read("shop")).isEqualTo(next);
    Codes.refused(ErrorCode.STATE_UNAVAILABLE, "the second read", () -> store.read("shop"));
  }
}
