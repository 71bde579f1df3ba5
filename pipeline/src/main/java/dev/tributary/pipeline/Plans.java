// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.pipeline.Parts.ConfiguredStream;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.TableInfo;
import dev.tributary.source.Round;
import dev.tributary.source.StreamInfo;
import dev.tributary.state.StreamState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a run would do, and changes nothing. */
final class Plans {

  private final Parts parts;

  Plans(Parts parts) {
    this.parts = parts;
  }

  List<StreamPlan> all() {
    return parts.streamsToLoad().stream().map(this::plan).toList();
  }

  private StreamPlan plan(ConfiguredStream stream) {
    try {
      return plan(parts.planning(stream));
    } catch (TributaryException e) {
      return failed(stream, e);
    } catch (RuntimeException e) {
      return failed(stream, Probes.internal("stream " + stream.spec().name(), e));
    }
  }

  private StreamPlan plan(StreamPlanning planning) {
    Optional<TableInfo> anchor = parts.sink().table(planning.anchor(), planning.chain());
    Position reached = from(planning, anchor);
    Position from = planning.readsAll() ? Position.START : reached;
    StreamInfo info = parts.source().describe(planning.request());
    Map<TableName, List<SchemaChange>> changes = changes(planning, info);
    try (Round round = parts.source().plan(planning.request(), from)) {
      return new StreamPlan(
          planning.request().stream(),
          planning.anchor(),
          anchor.isPresent(),
          planning.mode(),
          parts.sink().explain(planning.anchor(), planning.mode()),
          from,
          round.splits().size(),
          round.more(),
          changes,
          Optional.empty());
    }
  }

  /**
   * As recovery would decide: the store's position for the load that the anchor has, else the
   * anchor's.
   */
  private Position from(StreamPlanning planning, Optional<TableInfo> anchor) {
    StreamState stored = parts.state().read(parts.name()).stream(planning.chain().stream());
    LoadId head = anchor.map(TableInfo::head).orElse(LoadId.NONE);
    Optional<Receipt> receipt = anchor.flatMap(TableInfo::receipt);
    if (receipt.isEmpty()) {
      return Recovery.startWithoutReceipt(
          planning.chain(), planning.anchor(), anchor, stored, planning.onMissingTable());
    }
    return stored.complete().equals(head)
        ? stored.position()
        : ReceiptText.read(receipt.get()).position();
  }

  /** What would change of the tables, so far as the source says what is coming. */
  private Map<TableName, List<SchemaChange>> changes(StreamPlanning planning, StreamInfo info) {
    StreamState stored = parts.state().read(parts.name()).stream(planning.chain().stream());
    Steps unheard = new Steps(planning.chain(), RunListener.NONE);
    Map<FieldPath, String> names = new HashMap<>(planning.intake().names());
    names.putAll(FieldNotes.of(stored.notes()).names());
    Intake intake = planning.intake().withNames(names).keyedBy(info);
    Tables tables = new Tables(planning, unheard);
    tables.look(planning.anchor());
    tables.look();
    Map<TableName, List<SchemaChange>> changes = new LinkedHashMap<>();
    new Routing(
            planning.anchor(),
            WriteMode.APPEND,
            intake,
            parts.sink().capabilities(),
            tables.schemas(),
            "")
        .tables(info.schema().orElse(Schema.empty()))
        .forEach((table, schema) -> changes.put(table, tables.changesFor(table, schema)));
    changes.values().removeIf(List::isEmpty);
    return changes;
  }

  private StreamPlan failed(ConfiguredStream stream, TributaryException failure) {
    return new StreamPlan(
        stream.spec().name(),
        new TableName(stream.spec().table().orElse(stream.spec().name())),
        false,
        WriteMode.APPEND,
        Optional.empty(),
        Position.START,
        0,
        false,
        Map.of(),
        Optional.of(failure));
  }
}
