// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
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
import java.util.function.Supplier;

/**
 * A sink between a caller and a real sink that fails where a test asks it to, before or after the
 * real one did its work. Thread-safe as far as the real one is.
 *
 * <pre>{@code
 * FaultySink sink = new FaultySink(real).loseAnswer(Call.COMMIT, 1);
 * }</pre>
 */
public final class FaultySink implements Sink {

  /** What a caller may ask a sink or its writers to do, as far as it can be made to fail. */
  public enum Call {
    TABLE,
    EVOLVE,
    OPEN,
    WRITE,
    FINISH,
    DROP,
    SAVE,
    MANIFEST,
    KEPT,
    COMMIT,
    FORGET,
    DISCARD
  }

  private final Sink real;
  private final CallFaults<Call> faults = new CallFaults<>();

  public FaultySink(Sink real) {
    this.real = real;
  }

  /** The n-th such call, counted from 1, fails with {@code SINK_UNAVAILABLE} and does nothing. */
  public FaultySink fail(Call call, int nth) {
    return before(call, nth, () -> unavailable(call, ErrorCode.SINK_UNAVAILABLE));
  }

  /**
   * The n-th such call does its work and then fails: with {@code COMMIT_OUTCOME_UNKNOWN} when it is
   * a commit, else with {@code SINK_UNAVAILABLE}.
   */
  public FaultySink loseAnswer(Call call, int nth) {
    ErrorCode code =
        call == Call.COMMIT ? ErrorCode.COMMIT_OUTCOME_UNKNOWN : ErrorCode.SINK_UNAVAILABLE;
    return after(call, nth, () -> unavailable(call, code));
  }

  /** Runs {@code task} before the n-th such call; what it throws, the call throws. */
  public FaultySink before(Call call, int nth, Runnable task) {
    faults.before(call, nth, task);
    return this;
  }

  /** Runs {@code task} after the n-th such call; what it throws, the call throws. */
  public FaultySink after(Call call, int nth, Runnable task) {
    faults.after(call, nth, task);
    return this;
  }

  /** The calls so far, in the order in which they began. */
  public List<Call> calls() {
    return faults.calls();
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
    return through(Call.TABLE, () -> real.table(table, chain));
  }

  @Override
  public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
    return through(Call.EVOLVE, () -> real.evolve(wanted, changes, chain));
  }

  @Override
  public SinkWriter open(WriteTask task) {
    return through(Call.OPEN, () -> new FaultyWriter(real.open(task)));
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
  public BatchReader read(Staged staged, List<String> columns) {
    return real.read(staged, columns);
  }

  @Override
  public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
    through(Call.SAVE, () -> real.save(anchor, chain, load, manifest));
  }

  @Override
  public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
    return through(Call.MANIFEST, () -> real.manifest(anchor, chain, load));
  }

  @Override
  public Set<LoadId> kept(TableName anchor, Chain chain) {
    return through(Call.KEPT, () -> real.kept(anchor, chain));
  }

  @Override
  public Outcome commit(Load load, TableName table) {
    return through(Call.COMMIT, () -> real.commit(load, table));
  }

  @Override
  public void forget(TableName anchor, Chain chain, LoadId complete) {
    through(Call.FORGET, () -> real.forget(anchor, chain, complete));
  }

  @Override
  public void drop(Staged staged) {
    through(Call.DROP, () -> real.drop(staged));
  }

  @Override
  public void discard(TableName anchor, Chain chain, LoadId dead) {
    through(Call.DISCARD, () -> real.discard(anchor, chain, dead));
  }

  @Override
  public BatchReader read(TableName table, ReadRequest request) {
    return real.read(table, request);
  }

  @Override
  public void close() {
    real.close();
  }

  private <T> T through(Call call, Supplier<T> work) {
    return faults.through(call, work);
  }

  private void through(Call call, Runnable work) {
    faults.through(
        call,
        () -> {
          work.run();
          return call;
        });
  }

  private static void unavailable(Call call, ErrorCode code) {
    throw new TributaryException(
        code, "The sink failed at " + call + ", as the test asked", "Run again");
  }

  private final class FaultyWriter implements SinkWriter {

    private final SinkWriter writer;

    FaultyWriter(SinkWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(Batch batch) {
      through(Call.WRITE, () -> writer.write(batch));
    }

    @Override
    public Staged finish() {
      return through(Call.FINISH, writer::finish);
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
