// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.batch.Batch;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.BatchReader;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkWriter;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.WriteTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Sinks that stage in the wrong way fail exactly the rules that they break. */
class SinkStagingMutantsTest {

  @Test
  void aSinkThatKeepsBatchesInsteadOfTheirRowsFails() {
    assertFails(KeepsBatches.class, "K3.6");
  }

  static class KeepsBatches extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          List<Batch> batches = new ArrayList<>();
          return new ForwardingWriter(real.open(task)) {
            @Override
            public void write(Batch batch) {
              batches.add(batch);
            }

            @Override
            public Staged finish() {
              batches.forEach(super::write);
              return super.finish();
            }
          };
        }
      };
    }
  }

  @Test
  void aSinkThatStagesWhatAnAbandonedWriterWroteFails() {
    assertFails(ShowsAbandonedRows.class, "K3.1");
  }

  static class ShowsAbandonedRows extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          List<Map<String, Object>> unfinished = new ArrayList<>();
          return new ForwardingWriter(real.open(task)) {
            @Override
            public void write(Batch batch) {
              unfinished.addAll(batch.toMaps());
              super.write(batch);
            }

            @Override
            public Staged finish() {
              unfinished.clear();
              return super.finish();
            }

            @Override
            public void close() {
              warehouse.insert(task.table().value(), List.copyOf(unfinished));
              unfinished.clear();
              super.close();
            }
          };
        }
      };
    }
  }

  @Test
  void aSinkThatCannotTellEmptyFromNullFails() {
    assertFails(EmptyTextIsNull.class, "K3.4", "K3.5");
  }

  static class EmptyTextIsNull extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          return new ForwardingWriter(real.open(task)) {
            @Override
            public void write(Batch batch) {
              List<Map<String, Object>> rows = batch.toMaps();
              rows.forEach(row -> row.replaceAll((name, value) -> isEmpty(value) ? null : value));
              super.write(Batches.of(batch.schema(), rows));
            }
          };
        }
      };
    }

    private static boolean isEmpty(Object value) {
      return "".equals(value) || List.of().equals(value);
    }
  }

  @Test
  void aSinkThatReportsNoBytesFails() {
    assertFails(ReportsNoBytes.class, "K3.3");
  }

  static class ReportsNoBytes extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          return new ForwardingWriter(real.open(task)) {
            @Override
            public Staged finish() {
              Staged staged = super.finish();
              return new Staged(
                  staged.table(), staged.schema(), staged.rows(), 0, 1, staged.where());
            }
          };
        }
      };
    }
  }

  @Test
  void aSinkThatSaysThatEverythingFitsFails() {
    assertFails(EverythingFits.class, "K3.8");
  }

  static class EverythingFits extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public boolean fits(Staged staged, TableInfo table) {
          return true;
        }
      };
    }
  }

  @Test
  void aSinkThatWantsRowsAnewAfterEveryEvolveFails() {
    assertFails(FitsOneSchema.class, "K2.10", "K3.2");
  }

  static class FitsOneSchema extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public boolean fits(Staged staged, TableInfo table) {
          return staged.schema().equals(table.schema());
        }
      };
    }
  }

  @Test
  void aSinkThatMixesUpTasksAndAttemptsFails() {
    assertFails(OneFilePerLoad.class, "K3.9", "K9.2", "K10.7");
  }

  static class OneFilePerLoad extends SinkMutant {
    private final Map<String, Staged> first = new ConcurrentHashMap<>();

    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          return new ForwardingWriter(real.open(task)) {
            @Override
            public Staged finish() {
              Staged staged = super.finish();
              String file = task.load() + " of " + task.table();
              return staged.rows() == 0 ? staged : first.computeIfAbsent(file, any -> staged);
            }
          };
        }
      };
    }
  }

  @Test
  void aSinkThatReadsStagedRowsInAnyOrderFails() {
    assertFails(ReadsBackwards.class, "K3.7");
  }

  static class ReadsBackwards extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public BatchReader read(Staged staged) {
          List<Map<String, Object>> rows = Batches.drain(real.read(staged));
          java.util.Collections.reverse(rows);
          LoadId load = Loads.next(LoadId.NONE);
          Loads loads = new Loads(real, CHAIN);
          return real.read(
              loads.stage(
                  loads.task(
                      staged.table(), staged.table(), load, WriteMode.APPEND, staged.schema()),
                  rows));
        }
      };
    }
  }

  @Test
  void aSinkThatReadsOtherRowsWhenAskedForSomeColumnsFails() {
    assertFails(ReadsVisibleColumns.class, "K3.10");
  }

  static class ReadsVisibleColumns extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public BatchReader read(Staged staged, List<String> columns) {
          return real.read(staged.table(), ReadRequest.ALL);
        }
      };
    }
  }

  @Test
  void aSinkThatTakesWhatItStagedWithItFails() {
    assertFails(TakesStagedRowsAlong.class, "K1.7");
  }

  static class TakesStagedRowsAlong extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      List<WriteTask> opened = new java.util.concurrent.CopyOnWriteArrayList<>();
      return new ForwardingSink(sink) {
        @Override
        public SinkWriter open(WriteTask task) {
          opened.add(task);
          return real.open(task);
        }

        @Override
        public void close() {
          opened.forEach(
              task -> warehouse.sink().discard(task.anchor(), task.chain(), task.load()));
          opened.clear();
        }
      };
    }
  }
}
