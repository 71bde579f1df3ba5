// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sinks whose commits and reads are broken fail exactly the rules that they break. */
class SinkCommitMutantsTest {

  @Test
  void aSinkThatIgnoresTheExpectedLoadFails() {
    assertFails(IgnoresExpected.class, "K1.3", "K1.4b", "K1.9", "K5.4", "K7.2");
  }

  static class IgnoresExpected extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          synchronized (warehouse) {
            LoadId head = real.table(table, load.chain()).map(TableInfo::head).orElse(LoadId.NONE);
            return real.commit(with(load, expecting(load.part(table).orElseThrow(), head)), table);
          }
        }
      };
    }
  }

  @Test
  void aSinkThatDoublesARepeatedCommitFails() {
    assertFails(
        DoublesRepeats.class, "K1.4", "K1.8", "K1.9b", "K6.4", "K7.3", "K9.6", "K9.15", "K10.7");
  }

  static class DoublesRepeats extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          Outcome outcome = real.commit(load, table);
          if (outcome == Outcome.ALREADY) {
            warehouse.insert(table.value(), rows(real, load.part(table).orElseThrow()));
          }
          return outcome;
        }
      };
    }
  }

  @Test
  void aSinkThatShowsStagedRowsFails() {
    assertFails(
        ShowsStagedRows.class,
        "K1.1",
        "K1.3",
        "K1.9",
        "K3.7",
        "K3.9",
        "K5.1",
        "K5.3",
        "K5.4",
        "K5.5",
        "K7.1",
        "K7.2");
  }

  static class ShowsStagedRows extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          if (!task.mode().equals(WriteMode.APPEND)) {
            return real.open(task);
          }
          return new ForwardingWriter(real.open(task)) {
            @Override
            public Staged finish() {
              Staged staged = super.finish();
              warehouse.insert(task.table().value(), Batches.drain(real.read(staged)));
              return staged;
            }
          };
        }

        @Override
        public Outcome commit(Load load, TableName table) {
          Load.Part part = load.part(table).orElseThrow();
          return part.mode().equals(WriteMode.APPEND)
              ? real.commit(with(load, staging(part, List.of())), table)
              : real.commit(load, table);
        }
      };
    }
  }

  @Test
  void aSinkThatRemembersOneLoadForAllChainsFails() {
    assertFails(OneReceiptForAll.class, "K1.8", "K1.11", "K1.11b", "K6.4");
  }

  static class OneReceiptForAll extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      Chain all = new Chain("all", "all");
      return new ForwardingSink(sink) {
        @Override
        public Optional<TableInfo> table(TableName table, Chain chain) {
          return real.table(table, all);
        }

        @Override
        public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
          return real.evolve(wanted, changes, all);
        }

        @Override
        public Outcome commit(Load load, TableName table) {
          return real.commit(
              new Load(load.id(), all, load.previous(), load.from(), load.to(), load.parts()),
              table);
        }
      };
    }
  }

  @Test
  void aSinkThatAppendsInsteadOfReplacingFails() {
    assertFails(AppendsOnReplace.class, "K6.1", "K6.2", "K6.3", "K6.4");
  }

  static class AppendsOnReplace extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          Load.Part part = load.part(table).orElseThrow();
          return part.mode().equals(WriteMode.REPLACE)
              ? real.commit(with(load, inMode(part, WriteMode.APPEND)), table)
              : real.commit(load, table);
        }
      };
    }
  }

  @Test
  void aSinkThatReplacesInTwoStepsFails() {
    assertFails(ReplacesInTwoSteps.class, "K6.3");
  }

  static class ReplacesInTwoSteps extends SinkMutant {
    private final Semaphore reads = new Semaphore(0);

    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          Load.Part part = load.part(table).orElseThrow();
          if (!part.mode().equals(WriteMode.REPLACE)) {
            return real.commit(load, table);
          }
          Outcome outcome = real.commit(with(load, staging(part, List.of())), table);
          reads.drainPermits();
          try {
            boolean ignored = reads.tryAcquire(2, 500, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          warehouse.insert(table.value(), rows(real, part));
          return outcome;
        }

        @Override
        public BatchReader read(TableName table, ReadRequest request) {
          reads.release();
          return real.read(table, request);
        }
      };
    }
  }

  @Test
  void aSinkThatSkipsLoadsWithoutRowsFails() {
    assertFails(SkipsEmptyLoads.class, "K1.5", "K1.14", "K6.2", "K9.7", "K10.5");
  }

  static class SkipsEmptyLoads extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          return load.part(table).orElseThrow().rows() == 0 && real.tables().contains(table)
              ? Outcome.COMMITTED
              : real.commit(load, table);
        }
      };
    }
  }

  @Test
  void aSinkThatCommitsAllTablesWithTheAnchorAndDoesNotSaySoFails() {
    assertFails(CommitsAllAtOnce.class, "K7.1");
  }

  static class CommitsAllAtOnce extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          Outcome outcome = real.commit(load, table);
          if (table.equals(load.anchor().table()) && outcome == Outcome.COMMITTED) {
            load.parts().forEach(part -> real.commit(load, part.table()));
          }
          return outcome;
        }
      };
    }
  }

  @Test
  void aSinkThatKnowsOnlyItsOwnChainsTimesFails() {
    assertFails(KnowsOnlyItsOwnTimes.class, "K1.8", "K1.12");
  }

  static class KnowsOnlyItsOwnTimes extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Optional<TableInfo> table(TableName table, Chain chain) {
          return real.table(table, chain)
              .map(
                  info ->
                      new TableInfo(
                          info.name(),
                          info.schema(),
                          info.version(),
                          info.receipt(),
                          info.head().isNone() ? Instant.EPOCH : info.head().time()));
        }
      };
    }
  }

  @Test
  void aSinkThatRefusesWhenAnythingChangedFails() {
    assertFails(
        RefusesAfterAnyChange.class,
        "K1.4",
        "K1.8",
        "K1.9b",
        "K1.10",
        "K1.11",
        "K1.11b",
        "K2.10",
        "K6.4",
        "K7.3",
        "K9.6",
        "K9.15",
        "K10.7",
        "K9.8");
  }

  static class RefusesAfterAnyChange extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          synchronized (warehouse) {
            Optional<TableInfo> now = real.table(table, load.chain());
            String version = load.part(table).orElseThrow().version();
            return now.isPresent() && !now.get().version().equals(version)
                ? Outcome.REFUSED
                : real.commit(load, table);
          }
        }
      };
    }
  }

  @Test
  void aSinkThatCutsReceiptsFails() {
    assertFails(CutsReceipts.class, "K1.14");
  }

  static class CutsReceipts extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Optional<TableInfo> table(TableName table, Chain chain) {
          return real.table(table, chain).map(info -> cut(info));
        }
      };
    }

    private static TableInfo cut(TableInfo info) {
      return new TableInfo(
          info.name(),
          info.schema(),
          info.version(),
          info.receipt().map(each -> new Receipt(each.load(), first(each.text()))),
          info.lastLoadedAt());
    }

    private static String first(String text) {
      return text.substring(0, Math.min(1_000, text.length()));
    }
  }

  @Test
  void aSinkThatForgetsReceiptsWhenTablesAreMaintainedFails() {
    assertFails(ForgetsAtMaintenance.class, "K1.8");
  }

  static class ForgetsAtMaintenance extends SinkMutant {
    @Override
    protected void maintain(TableName table) {
      List<Map<String, Object>> rows = warehouse.rows(table.value());
      Schema schema = new Loads(warehouse.sink(), CHAIN).look(table).schema();
      warehouse.drop(table.value());
      new Loads(warehouse.sink(), CHAIN).create(table, schema);
      warehouse.insert(table.value(), rows);
    }

    @Override
    Sink broken(Sink sink) {
      return sink;
    }
  }

  @Test
  void aSinkThatTakesAMissingTableForAnEmptyOneFails() {
    assertFails(MissingIsEmpty.class, "K1.13", "K9.2");
  }

  static class MissingIsEmpty extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Outcome commit(Load load, TableName table) {
          return real.tables().contains(table) ? real.commit(load, table) : Outcome.REFUSED;
        }

        @Override
        public BatchReader read(TableName table, ReadRequest request) {
          if (!real.tables().contains(table)) {
            new Loads(real, CHAIN).create(table, SCHEMA);
          }
          return real.read(table, request);
        }
      };
    }
  }

  @Test
  void aSinkThatReadsMoreThanItWasAskedForFails() {
    assertFails(ReadsEverything.class, "K9.1");
  }

  static class ReadsEverything extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public BatchReader read(TableName table, ReadRequest request) {
          return real.read(table, ReadRequest.ALL);
        }
      };
    }
  }
}
