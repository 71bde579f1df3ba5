// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A sink that hands everything to another one, for mutants to break one thing of. */
class ForwardingSink implements Sink {

  final Sink real;

  ForwardingSink(Sink real) {
    this.real = real;
  }

  @Override
  public SinkCapabilities capabilities() {
    return real.capabilities();
  }

  @Override
  public List<TableName> tables() {
    return real.tables();
  }

  @Override
  public Optional<TableInfo> table(TableName table, Chain chain) {
    return real.table(table, chain);
  }

  @Override
  public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
    return real.evolve(wanted, changes, chain);
  }

  @Override
  public SinkWriter open(WriteTask task) {
    return real.open(task);
  }

  @Override
  public boolean isLaidOut(TableSpec wanted, TableInfo table) {
    return real.isLaidOut(wanted, table);
  }

  @Override
  public boolean fits(Staged staged, TableInfo table) {
    return real.fits(staged, table);
  }

  @Override
  public BatchReader read(Staged staged) {
    return real.read(staged);
  }

  @Override
  public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
    real.save(anchor, chain, load, manifest);
  }

  @Override
  public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
    return real.manifest(anchor, chain, load);
  }

  @Override
  public Set<LoadId> kept(TableName anchor, Chain chain) {
    return real.kept(anchor, chain);
  }

  @Override
  public Outcome commit(Load load, TableName table) {
    return real.commit(load, table);
  }

  @Override
  public void forget(TableName anchor, Chain chain, LoadId complete) {
    real.forget(anchor, chain, complete);
  }

  @Override
  public void drop(Staged staged) {
    real.drop(staged);
  }

  @Override
  public void discard(TableName anchor, Chain chain, LoadId dead) {
    real.discard(anchor, chain, dead);
  }

  @Override
  public BatchReader read(TableName table, ReadRequest request) {
    return real.read(table, request);
  }

  @Override
  public void close() {
    real.close();
  }
}
