// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.state.MemoryStateStore;
import dev.tributary.state.PipelineState;
import dev.tributary.state.StateStore;
import dev.tributary.state.StreamState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** State stores that are broken fail exactly the rules that they break. */
class StateStoreMutantsTest {

  /** The contract, over a store in memory of which something is broken. */
  abstract static class Mutant extends StateStoreContract {

    final StateStore memory = new MemoryStateStore();

    abstract StateStore broken();

    @Override
    protected StateStore newStore() {
      return broken();
    }
  }

  @Test
  void aStoreThatIgnoresVersionsFails() {
    assertFails(IgnoresVersions.class, "S2.1", "S2.2", "S3.1", "S3.3");
  }

  static class IgnoresVersions extends Mutant {
    private final Map<String, PipelineState> states = new ConcurrentHashMap<>();

    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public PipelineState read(String pipeline) {
          return states.getOrDefault(pipeline, PipelineState.empty());
        }

        @Override
        public boolean replace(String pipeline, PipelineState next) {
          states.put(pipeline, next);
          return true;
        }

        @Override
        public PipelineState update(String pipeline, UnaryOperator<PipelineState> change) {
          synchronized (states) {
            return super.update(pipeline, change);
          }
        }

        @Override
        public List<String> pipelines() {
          return List.copyOf(new TreeMap<>(states).keySet());
        }
      };
    }
  }

  @Test
  void aStoreThatTellsEveryoneThatTheyWonFails() {
    assertFails(TellsEveryoneTheyWon.class, "S2.1", "S2.2", "S3.1", "S3.3");
  }

  static class TellsEveryoneTheyWon extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public boolean replace(String pipeline, PipelineState next) {
          return real.replace(pipeline, next) || next.version() > 0;
        }

        @Override
        public PipelineState update(String pipeline, UnaryOperator<PipelineState> change) {
          return real.update(pipeline, change);
        }
      };
    }
  }

  @Test
  void aStoreThatKeepsPositionsOnlyFails() {
    assertFails(KeepsPositionsOnly.class, "S1.2", "S3.1", "S5");
  }

  static class KeepsPositionsOnly extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public boolean replace(String pipeline, PipelineState next) {
          Map<String, StreamState> streams = new TreeMap<>();
          next.streams().forEach((name, stream) -> streams.put(name, unprepared(stream)));
          return real.replace(
              pipeline,
              new PipelineState(next.version(), streams, Optional.empty(), next.credentials()));
        }
      };
    }

    private static StreamState unprepared(StreamState stream) {
      return stream.withPrepared(LoadId.NONE);
    }
  }

  @Test
  void aStoreThatListsWhatWasOnlyReadFails() {
    assertFails(ListsWhatWasRead.class, "S1.1", "S2.4");
  }

  static class ListsWhatWasRead extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        private boolean wasRead;

        @Override
        public PipelineState read(String pipeline) {
          wasRead = true;
          return real.read(pipeline);
        }

        @Override
        public List<String> pipelines() {
          List<String> all = real.pipelines();
          return all.isEmpty() && wasRead ? List.of("shop") : all;
        }
      };
    }
  }

  @Test
  void aStoreThatFoldsTheCaseOfNamesFails() {
    assertFails(FoldsCase.class, "S1.3");
  }

  static class FoldsCase extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public PipelineState read(String pipeline) {
          return real.read(pipeline.toLowerCase(Locale.ROOT));
        }

        @Override
        public boolean replace(String pipeline, PipelineState next) {
          return real.replace(pipeline.toLowerCase(Locale.ROOT), next);
        }
      };
    }
  }

  @Test
  void aStoreThatRemembersWhatItReadFails() {
    assertFails(RemembersReads.class, "S3.3");
  }

  static class RemembersReads extends Mutant {
    @Override
    StateStore broken() {
      Map<String, PipelineState> cache = new ConcurrentHashMap<>();
      return new Forwarding(memory) {
        @Override
        public PipelineState read(String pipeline) {
          return cache.computeIfAbsent(pipeline, real::read);
        }

        @Override
        public boolean replace(String pipeline, PipelineState next) {
          boolean replaced = real.replace(pipeline, next);
          if (replaced) {
            cache.put(pipeline, next);
          }
          return replaced;
        }

        @Override
        public PipelineState update(String pipeline, UnaryOperator<PipelineState> change) {
          cache.remove(pipeline);
          return real.update(pipeline, change);
        }
      };
    }
  }

  @Test
  void aStoreThatKeepsStatesToItselfFails() {
    assertFails(KeepsToItself.class, "S2.2", "S2.3", "S3.1", "S3.3", "S4", "S5", "S6");
  }

  static class KeepsToItself extends Mutant {
    @Override
    StateStore broken() {
      return new MemoryStateStore();
    }
  }

  @Test
  void aStoreThatCutsLongStatesFails() {
    assertFails(CutsLongStates.class, "S4");
  }

  static class CutsLongStates extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public PipelineState read(String pipeline) {
          PipelineState state = real.read(pipeline);
          for (Map.Entry<String, StreamState> each : state.streams().entrySet()) {
            if (each.getValue().position().toString().length() > 4_000) {
              StreamState cut =
                  new StreamState(
                      LoadId.NONE, Position.START, LoadId.NONE, List.of(), Fields.empty());
              state = state.withStream(each.getKey(), cut);
            }
          }
          return state;
        }
      };
    }
  }

  @Test
  void aStoreThatWritesWhatDidNotChangeFails() {
    assertFails(WritesAlways.class, "S2.4");
  }

  static class WritesAlways extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        @Override
        public PipelineState update(String pipeline, UnaryOperator<PipelineState> change) {
          PipelineState before = real.read(pipeline);
          PipelineState after = real.update(pipeline, change);
          if (after.equals(before)) {
            real.replace(pipeline, after.next());
          }
          return after;
        }
      };
    }
  }

  @Test
  void aStoreThatCannotBeClosedTwiceFails() {
    assertFails(ClosesOnce.class, "S6");
  }

  static class ClosesOnce extends Mutant {
    @Override
    StateStore broken() {
      return new Forwarding(memory) {
        private boolean closed;

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed already");
          }
          closed = true;
        }
      };
    }
  }

  /** A store that hands everything to another one. */
  static class Forwarding implements StateStore {

    final StateStore real;

    Forwarding(StateStore real) {
      this.real = real;
    }

    @Override
    public PipelineState read(String pipeline) {
      return real.read(pipeline);
    }

    @Override
    public boolean replace(String pipeline, PipelineState next) {
      return real.replace(pipeline, next);
    }

    @Override
    public List<String> pipelines() {
      return real.pipelines();
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
