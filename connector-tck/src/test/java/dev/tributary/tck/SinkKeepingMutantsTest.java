// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.LoadId;
import dev.tributary.load.TableName;
import dev.tributary.schema.Schema;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Sinks that keep, forget or close in the wrong way fail exactly the rules that they break. */
class SinkKeepingMutantsTest {

  @Test
  void aSinkThatTakesCommittedRowsWhenItDiscardsFails() {
    assertFails(DiscardsCommittedRows.class, "K5.2");
  }

  static class DiscardsCommittedRows extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void discard(TableName anchor, Chain chain, LoadId dead) {
          Optional<TableInfo> table = real.table(anchor, chain);
          real.discard(anchor, chain, dead);
          if (table.isPresent() && table.get().head().equals(dead)) {
            Schema schema = table.get().schema();
            warehouse.drop(anchor.value());
            new Loads(real, chain).create(anchor, schema);
          }
        }
      };
    }
  }

  @Test
  void aSinkThatDiscardsNothingFails() {
    assertFails(DiscardsNothing.class, "K5.1", "K5.3", "K5.4", "K8.5");
  }

  static class DiscardsNothing extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void discard(TableName anchor, Chain chain, LoadId dead) {}
      };
    }
  }

  @Test
  void aSinkThatOverwritesManifestsFails() {
    assertFails(OverwritesManifests.class, "K8.2", "K8.3");
  }

  static class OverwritesManifests extends SinkMutant {
    private final Map<LoadId, String> overwritten = new ConcurrentHashMap<>();

    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
          try {
            real.save(anchor, chain, load, manifest);
          } catch (TributaryException e) {
            overwritten.put(load, manifest);
          }
        }

        @Override
        public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
          return Optional.ofNullable(overwritten.get(load))
              .or(() -> real.manifest(anchor, chain, load));
        }
      };
    }
  }

  @Test
  void aSinkThatForgetsWhatWasStagedAndNotSavedFails() {
    assertFails(KeepsSavedOnly.class, "K5.3", "K5.5", "K8.4", "K8.5");
  }

  static class KeepsSavedOnly extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public Set<LoadId> kept(TableName anchor, Chain chain) {
          Set<LoadId> kept = new TreeSet<>(real.kept(anchor, chain));
          kept.removeIf(load -> real.manifest(anchor, chain, load).isEmpty());
          return kept;
        }
      };
    }
  }

  @Test
  void aSinkThatMixesUpChainsOfLikeNamesFails() {
    assertFails(MixesUpChains.class, "K8.7");
  }

  static class MixesUpChains extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
          real.save(anchor, path(chain), load, manifest);
        }

        @Override
        public Optional<String> manifest(TableName anchor, Chain chain, LoadId load) {
          return real.manifest(anchor, path(chain), load);
        }

        @Override
        public Set<LoadId> kept(TableName anchor, Chain chain) {
          Set<LoadId> kept = new TreeSet<>(real.kept(anchor, chain));
          kept.addAll(real.kept(anchor, path(chain)));
          return kept;
        }

        @Override
        public void forget(TableName anchor, Chain chain, LoadId load) {
          real.forget(anchor, chain, load);
          real.forget(anchor, path(chain), load);
        }

        @Override
        public void discard(TableName anchor, Chain chain, LoadId load) {
          real.discard(anchor, chain, load);
          real.discard(anchor, path(chain), load);
        }
      };
    }

    private static Chain path(Chain chain) {
      return new Chain("at", chain.pipeline() + "/" + chain.stream());
    }
  }

  @Test
  void aSinkThatNeverForgetsFails() {
    assertFails(NeverForgets.class, "K8.6");
  }

  static class NeverForgets extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void forget(TableName anchor, Chain chain, LoadId complete) {}
      };
    }
  }

  @Test
  void aSinkThatKeepsAsciiManifestsOnlyFails() {
    assertFails(KeepsAsciiOnly.class, "K8.1", "K8.7");
  }

  static class KeepsAsciiOnly extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        @Override
        public void save(TableName anchor, Chain chain, LoadId load, String manifest) {
          byte[] ascii = manifest.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          real.save(
              anchor, chain, load, new String(ascii, java.nio.charset.StandardCharsets.US_ASCII));
        }
      };
    }
  }

  @Test
  void aSinkThatCannotBeClosedTwiceFails() {
    assertFails(ClosesOnce.class, "K4.1");
  }

  static class ClosesOnce extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return new ForwardingSink(sink) {
        private boolean closed;

        @Override
        public void close() {
          if (closed) {
            throw new IllegalStateException("closed already");
          }
          closed = true;
          real.close();
        }
      };
    }
  }
}
