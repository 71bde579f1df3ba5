// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import dev.tributary.state.StreamState;
import java.util.Optional;

/**
 * The first two steps of the load protocol: finds out where a chain stands, and finishes the load
 * that a run before this one had decided but not brought into every table. The anchor's receipt is
 * the truth; the state store only spares work and holds what people set by hand. Owned by one
 * thread.
 */
final class Recovery {

  private final Sink sink;
  private final TableName anchor;
  private final ChainState state;
  private final Steps steps;
  private final Commits commits;
  private final OnMissingTable onMissing;

  Recovery(
      Sink sink,
      TableName anchor,
      ChainState state,
      Steps steps,
      Commits commits,
      OnMissingTable onMissing) {
    this.sink = sink;
    this.anchor = anchor;
    this.state = state;
    this.steps = steps;
    this.commits = commits;
    this.onMissing = onMissing;
  }

  ChainHead head() {
    Optional<TableInfo> info =
        steps.take(Step.READ_HEAD, LoadId.NONE, anchor, () -> sink.table(anchor, steps.chain()));
    Optional<Receipt> receipt = info.flatMap(TableInfo::receipt);
    return receipt.isPresent() ? follow(info.get(), receipt.get()) : withoutReceipt(info);
  }

  private ChainHead withoutReceipt(Optional<TableInfo> info) {
    LoadId stored = state.seen().complete();
    Position from = startWithoutReceipt(steps.chain(), anchor, info, state.seen(), onMissing);
    if (stored.isNone()) {
      return new ChainHead(LoadId.NONE, from, 0, info);
    }
    steps.notice(
        "Table '" + anchor + "' no longer has load " + stored + "; reading from the start");
    return new ChainHead(LoadId.NONE, from, stored.number(), info);
  }

  /** Where reading begins when the anchor has no receipt of the chain, or why it must not. */
  static Position startWithoutReceipt(
      Chain chain,
      TableName anchor,
      Optional<TableInfo> info,
      StreamState stored,
      OnMissingTable onMissing) {
    if (stored.complete().isNone()) {
      return stored.position();
    }
    if (onMissing == OnMissingTable.FAIL) {
      throw gone(chain, anchor, info.isPresent(), stored.complete());
    }
    return Position.START;
  }

  private ChainHead follow(TableInfo info, Receipt receipt) {
    LoadId load = receipt.load();
    ReceiptText text = ReceiptText.read(receipt);
    boolean complete = state.seen().complete().equals(load);
    if (state.seen().complete().isNone()) {
      recallFields(load);
    }
    if (text.tables() > 1) {
      bringIntoEveryTable(load, complete);
    }
    if (!complete) {
      commits.complete(load, text.position());
    } else if (state.seen().position().equals(text.position())) {
      commits.acknowledge(load, text.position());
    }
    Position position = complete ? state.seen().position() : text.position();
    return new ChainHead(load, position, load.number(), Optional.of(info));
  }

  /** The state store knows nothing of the chain: what fields were called, the manifest tells. */
  private void recallFields(LoadId load) {
    sink.manifest(anchor, steps.chain(), load)
        .flatMap(ManifestJson::notes)
        .ifPresent(state::recall);
  }

  private void bringIntoEveryTable(LoadId id, boolean complete) {
    Optional<String> manifest = sink.manifest(anchor, steps.chain(), id);
    if (manifest.isEmpty()) {
      if (!complete) {
        throw manifestGone(id);
      }
      steps.notice("The manifest of load " + id + " is gone; its other tables were not compared");
      return;
    }
    Load load = ManifestJson.read(manifest.get());
    for (Load.Part part : load.parts().subList(1, load.parts().size())) {
      if (complete) {
        commits.requireHead(load, part.table());
      } else {
        steps.take(
            Step.ROLL_FORWARD, id, part.table(), () -> commits.commitDecided(load, part.table()));
      }
    }
  }

  private static TributaryException gone(
      Chain chain, TableName anchor, boolean tableExists, LoadId stored) {
    return new TributaryException(
        tableExists ? ErrorCode.TABLE_CHANGED : ErrorCode.TABLE_MISSING,
        tableExists
            ? "Table '" + anchor + "' no longer knows load " + stored + " of " + chain
            : "Table '" + anchor + "' is gone, but " + chain + " loaded it last in " + stored,
        "Restore the table, or set 'on-missing-table: reload' to read the stream again from the start");
  }

  private TributaryException manifestGone(LoadId id) {
    LoadId stored = state.seen().complete();
    if (stored.number() > id.number()) {
      return new TributaryException(
          ErrorCode.TABLE_CHANGED,
          "Table '" + anchor + "' was taken back from load " + stored + " to load " + id,
          "Bring all tables of the stream to load " + stored + ", or drop them and reload");
    }
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "The manifest of load " + id + " is gone, so its other tables cannot be finished",
        "Restore the state store, or the files beside table '" + anchor + "'");
  }
}
