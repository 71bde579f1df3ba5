// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.sink.Sink;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Sinks that evolve, or do what they do not declare, in the wrong way fail exactly the rules that
 * they break.
 */
class SinkSchemaMutantsTest {

  @Test
  void aSinkThatCannotEvolveTwiceFails() {
    assertFails(EvolvesOnce.class, "K2.1", "K2.2", "K2.3");
  }

  static class EvolvesOnce extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
          synchronized (warehouse) {
            Optional<TableInfo> before = real.table(wanted.name(), chain);
            TableInfo after = real.evolve(wanted, changes, chain);
            if (!changes.isEmpty() && before.isPresent() && before.get().equals(after)) {
              throw refused();
            }
            return after;
          }
        }
      };
    }
  }

  @Test
  void aSinkThatWidensWhatItDoesNotDeclareFails() {
    assertFails(WidensInSecret.class, "K2.3");
  }

  static class WidensInSecret extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      SinkCapabilities can = sink.capabilities();
      return new ForwardingSink(sink) {
        @Override
        public SinkCapabilities capabilities() {
          return new SinkCapabilities(
              can.dispositions(), can.stores(), (from, to) -> false, 255, true, false);
        }
      };
    }
  }

  @Test
  void aSinkThatReplacesThoughItDoesNotDeclareItFails() {
    assertFails(ReplacesInSecret.class, "K6.1", "K6.2", "K6.3", "K6.4", "K6.5");
  }

  static class ReplacesInSecret extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      SinkCapabilities can = sink.capabilities();
      return new ForwardingSink(sink) {
        @Override
        public SinkCapabilities capabilities() {
          return new SinkCapabilities(
              Set.of(Disposition.APPEND), can.stores(), can.widens(), 255, true, false);
        }
      };
    }
  }

  @Test
  void aSinkThatMakesSomeChangesBeforeItRefusesFails() {
    assertFails(RefusesHalfWay.class, "K2.3");
  }

  static class RefusesHalfWay extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
          TableInfo info = real.evolve(wanted, List.of(), chain);
          for (SchemaChange change : changes) {
            info = real.evolve(wanted, List.of(change), chain);
          }
          return info;
        }
      };
    }
  }

  private static TributaryException refused() {
    return new TributaryException(ErrorCode.SCHEMA_REFUSED, "It was evolved before", "Do not");
  }

  @Test
  void aSinkThatLosesOldRowsWhenItEvolvesFails() {
    assertFails(LosesOldRows.class, "K2.3", "K2.4", "K2.5", "K2.7", "K2.10");
  }

  static class LosesOldRows extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
          synchronized (warehouse) {
            Optional<TableInfo> before = real.table(wanted.name(), chain);
            TableInfo after = real.evolve(wanted, changes, chain);
            if (before.isEmpty() || before.get().schema().equals(after.schema())) {
              return after;
            }
            warehouse.drop(wanted.name().value());
            return new Loads(real, chain).create(wanted.name(), after.schema());
          }
        }
      };
    }
  }

  @Test
  void aSinkThatNeverRelaxesFails() {
    assertFails(NeverRelaxes.class, "K2.5");
  }

  static class NeverRelaxes extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public TableInfo evolve(TableSpec wanted, List<SchemaChange> changes, Chain chain) {
          return real.evolve(
              wanted,
              changes.stream()
                  .filter(change -> !(change instanceof SchemaChange.RelaxField))
                  .toList(),
              chain);
        }
      };
    }
  }

  @Test
  void aSinkThatTakesTypesNamesAndCasesThatItDoesNotDeclareFails() {
    assertFails(TakesWhatItDoesNotDeclare.class, "K2.6", "K2.8", "K2.9");
  }

  static class TakesWhatItDoesNotDeclare extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      SinkCapabilities can = sink.capabilities();
      return new ForwardingSink(sink) {
        @Override
        public SinkCapabilities capabilities() {
          return new SinkCapabilities(
              can.dispositions(),
              type -> type.kind() != Type.Kind.UUID,
              can.widens(),
              60,
              false,
              false);
        }
      };
    }
  }
}
