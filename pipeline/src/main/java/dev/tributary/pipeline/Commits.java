// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * The last steps of the load protocol: a load that is staged becomes visible in its anchor, which
 * decides, then in its other tables, and is then noted as complete. Owned by one thread.
 */
final class Commits {

  private final Source source;
  private final StreamRequest request;
  private final Sink sink;
  private final ChainState state;
  private final Steps steps;
  private final Clock clock;

  Commits(
      Source source, StreamRequest request, Sink sink, ChainState state, Steps steps, Clock clock) {
    this.source = source;
    this.request = request;
    this.sink = sink;
    this.state = state;
    this.steps = steps;
    this.clock = clock;
  }

  /**
   * Up to here a load may be abandoned, and is discarded when this fails.
   *
   * @param greatest times by table and column, for the checks of the next load
   */
  void prepare(Load load, FieldNotes notes, Map<TableName, Map<String, Instant>> greatest) {
    TableName anchor = load.anchor().table();
    steps.run(
        Step.SAVE,
        load.id(),
        () ->
            sink.save(anchor, load.chain(), load.id(), ManifestJson.write(load, notes, greatest)));
    steps.run(Step.PREPARE, load.id(), () -> state.prepare(load.id(), notes));
  }

  /**
   * Returns false when another load won the anchor. What this throws leaves the load decided or
   * unknown: nobody may clean up.
   */
  boolean commitAnchor(Load load) {
    TableName anchor = load.anchor().table();
    Outcome outcome = steps.take(Step.COMMIT, load.id(), anchor, () -> sink.commit(load, anchor));
    return switch (outcome) {
      case COMMITTED, ALREADY -> true;
      case REFUSED -> false;
    };
  }

  /** The load is decided: brings it into its other tables and notes it as complete. */
  void finish(Load load) {
    for (Load.Part part : load.parts().subList(1, load.parts().size())) {
      steps.take(Step.COMMIT, load.id(), part.table(), () -> commitDecided(load, part.table()));
    }
    complete(load.id(), load.to());
  }

  void complete(LoadId load, Position position) {
    steps.run(Step.COMPLETE, load, () -> state.complete(load, position, clock.instant()));
    acknowledge(load, position);
  }

  /** Whether the source heard of a load is remembered nowhere, so it is told again by each run. */
  void acknowledge(LoadId load, Position position) {
    steps.run(Step.ACKNOWLEDGE, load, () -> tell(position));
  }

  Outcome commitDecided(Load load, TableName table) {
    Outcome outcome = sink.commit(load, table);
    if (outcome == Outcome.REFUSED) {
      throw refused(load, table);
    }
    return outcome;
  }

  /** Refuses when the table's last load of the chain is not {@code load}. */
  void requireHead(Load load, TableName table) {
    if (!head(table).equals(load.id())) {
      throw refused(load, table);
    }
  }

  private void tell(Position position) {
    try {
      source.committed(request, position);
    } catch (RuntimeException e) {
      steps.notice(
          "The source could not be told that " + steps.chain() + " is loaded: " + e.getMessage());
    }
  }

  /** Another run may have gone on from this very load; else somebody changed the table. */
  private TributaryException refused(Load load, TableName table) {
    if (head(load.anchor().table()).equals(load.id())) {
      return changed(table, head(table), load.id());
    }
    return new TributaryException(
        ErrorCode.LOAD_SUPERSEDED,
        "Another run went on from load " + load.id() + " meanwhile",
        "Run again");
  }

  private LoadId head(TableName table) {
    return sink.table(table, steps.chain()).map(TableInfo::head).orElse(LoadId.NONE);
  }

  private TributaryException changed(TableName table, LoadId head, LoadId expected) {
    return new TributaryException(
        ErrorCode.TABLE_CHANGED,
        "Table '"
            + table
            + "' was last loaded by "
            + head
            + " of "
            + steps.chain()
            + ", but should have been by "
            + expected,
        "Bring it back to the state of that load, or drop all tables of the stream and reload");
  }
}
