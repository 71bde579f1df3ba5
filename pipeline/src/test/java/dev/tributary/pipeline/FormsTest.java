// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.config.Config;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Receipt;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.pipeline.Task.Reached;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.Split;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.memory.MemorySinkProvider;
import dev.tributary.tck.memory.MemorySourceProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The texts that outlive a process. The samples under {@code forms/v1} were written by the first
 * version; every later one must still read them, so they are added to and never changed.
 */
class FormsTest {

  private static final LoadId ID = new LoadId("20261121T091512048Z-000002-k3v9x2m1");
  private static final LoadId PREVIOUS = new LoadId("20261120T091512048Z-000001-a1b2c3d4");
  private static final Schema SCHEMA = Schema.of(Field.required("id", Type.LONG));
  private static final TableName ORDERS = new TableName("orders");
  private static final Staged STAGED =
      new Staged(ORDERS, SCHEMA, 3, 400, 1, Fields.of("files", List.of("f1")));

  private static final FieldNotes NOTES =
      new FieldNotes(Map.of(FieldPath.of("userId"), "user_id"), Map.of());

  @Test
  void aManifestIsReadBackAsTheLoadItWas() {
    assertThat(ManifestJson.read(ManifestJson.write(load(), NOTES, Map.of()))).isEqualTo(load());
  }

  @Test
  void aManifestTellsWhatFieldsAreCalledUnlessItIsOfTheFirstVersion() throws IOException {
    assertThat(ManifestJson.notes(ManifestJson.write(load(), NOTES, Map.of()))).contains(NOTES);
    assertThat(ManifestJson.notes(sample("manifest.json"))).isEmpty();
  }

  @Test
  void aManifestTellsTheTimesThatChecksFoundUnlessItIsOfTheFirstVersion() throws IOException {
    Map<TableName, Map<String, Instant>> times =
        Map.of(ORDERS, Map.of("paid_at", Instant.parse("2026-11-21T09:15:12.048Z")));

    assertThat(ManifestJson.greatest(ManifestJson.write(load(), NOTES, times))).isEqualTo(times);
    assertThat(ManifestJson.greatest(sample("manifest.json"))).isEmpty();
  }

  @Test
  void aManifestOfTheFirstVersionIsStillRead() throws IOException {
    assertThat(ManifestJson.read(sample("manifest.json"))).isEqualTo(load());
  }

  @Test
  void aReceiptOfTheFirstVersionIsStillRead() throws IOException {
    ReceiptText text = ReceiptText.read(new Receipt(ID, sample("receipt.json")));

    assertThat(text).isEqualTo(new ReceiptText(2, new Position(Fields.of("id", 9))));
  }

  @Test
  void aTaskResultOfTheFirstVersionIsStillRead() throws IOException {
    TaskResult result = TaskJson.result(sample("task-result.json"));

    assertThat(result).isEqualTo(result());
    assertThat(TaskJson.result(TaskJson.write(result))).isEqualTo(result);
  }

  @Test
  void aTaskOfTheFirstVersionIsStillRead() throws IOException {
    Plugins plugins = Plugins.of(FormsTest.class.getClassLoader());

    assertThat(TaskJson.read(sample("task.json"), plugins).task()).isEqualTo(task());
    assertThat(TaskJson.read(TaskJson.write(task(), plugged()), plugins).task()).isEqualTo(task());
  }

  @Test
  void aFormOfTheFutureIsRefused() {
    assertThatThrownBy(() -> TaskJson.result("{\"form\":2}"))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("form 2");
  }

  private static Load load() {
    Load.Part part =
        new Load.Part(
            ORDERS,
            WriteMode.APPEND,
            SCHEMA,
            Optional.empty(),
            PREVIOUS,
            "v7",
            List.of(STAGED),
            "receipt");
    return new Load(
        ID,
        new Chain("shop", "public.orders"),
        PREVIOUS,
        new Position(Fields.of("id", 6)),
        new Position(Fields.of("id", 9)),
        List.of(part));
  }

  private static TaskResult result() {
    return new TaskResult(
        List.of(STAGED),
        List.of(
            new Reached(
                new Split(0, Fields.of("from", 6), 12), new Position(Fields.of("id", 9)), true)),
        new Tally(5, 2, 1),
        Map.of(ORDERS, Set.of("id")),
        Came.NOTHING.plus(SCHEMA));
  }

  private static Task task() {
    return new Task(
        new Chain("shop", "public.orders"),
        ID,
        new StreamRequest("public.orders", Optional.of("id"), List.of("id"), Config.none()),
        List.of(new SplitAt(new Split(0, Fields.of("from", 6), 12), Position.START)),
        ORDERS,
        Map.of(ORDERS, SCHEMA),
        WriteMode.APPEND,
        Config.none(),
        new Intake(
            SystemColumns.STANDARD,
            List.of("id"),
            Declaration.nothing(),
            Map.of(),
            Nesting.of(Mode.TABLES),
            Contract.FREEZE,
            true,
            false),
        Cut.BATCH,
        1_000,
        0,
        0);
  }

  private static Plugged plugged() {
    MemorySourceProvider source = new MemorySourceProvider();
    MemorySinkProvider sink = new MemorySinkProvider();
    return new Plugged(
        source,
        source.settings().read("source", Map.of("streams-of", "forms")),
        sink,
        sink.settings().read("sink", Map.of("warehouse", "forms")));
  }

  private static String sample(String name) throws IOException {
    try (InputStream file = FormsTest.class.getResourceAsStream("/forms/v1/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
