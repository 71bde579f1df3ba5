// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Batches.row;
import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Sources that are broken fail exactly the rules that they break. */
class SourceMutantsTest {

  /** Rows with a column {@code at} that may hold one value in several of them. */
  abstract static class ByValue extends SourceContract {
    private static final Schema SCHEMA =
        Schema.of(Field.required("id", Type.LONG), Field.required("at", Type.LONG));

    private final List<Map<String, Object>> rows = new CopyOnWriteArrayList<>();
    private long now;

    abstract boolean inclusive();

    @Override
    protected Source newSource() {
      return new ValueSource(rows, SCHEMA, inclusive());
    }

    @Override
    protected StreamRequest request() {
      return new StreamRequest(
          "orders", Optional.of("at"), List.of(), dev.tributary.config.Config.none());
    }

    @Override
    protected void add(long... ids) {
      for (long id : ids) {
        rows.add(row("id", id, "at", ++now));
      }
    }

    @Override
    protected void addAtBoundary(long... ids) {
      for (long id : ids) {
        rows.add(row("id", id, "at", now));
      }
    }
  }

  @Test
  void aSourceThatLosesRowsAtTheBoundaryFails() {
    assertFails(LosesBoundaryRows.class, "R1.6");
  }

  static class LosesBoundaryRows extends ByValue {
    @Override
    boolean inclusive() {
      return false;
    }
  }

  @Test
  void aSourceThatReadsRowsAtTheBoundaryTwiceFails() {
    assertFails(DoublesBoundaryRows.class, "R1.2", "R1.4", "R1.5", "R1.6", "R2.5", "R2.6", "R5.3");
  }

  static class DoublesBoundaryRows extends ByValue {
    @Override
    boolean inclusive() {
      return true;
    }
  }

  @Test
  void aSourceWhosePositionMovesWhenNothingIsNewFails() {
    assertFails(MovesForNothing.class, "R1.4");
  }

  static class MovesForNothing extends SourceMutant {
    private final AtomicLong looks = new AtomicLong();

    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
          return reached.isEmpty() && !from.isStart()
              ? new Position(from.fields().with("look", looks.incrementAndGet()))
              : real.join(stream, from, reached);
        }
      };
    }
  }

  @Test
  void aSourceWhoseSplitsOverlapFails() {
    assertFails(SplitsOverlap.class, "R1.1", "R1.7", "R2.2", "R2.5", "R3.3", "R3.4");
  }

  static class SplitsOverlap extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public Round plan(StreamRequest stream, Position from) {
          return splits(real.plan(stream, from), SplitsOverlap::longer);
        }
      };
    }

    private static Split longer(Split split) {
      long from = split.fields().number("from");
      return from == 0 || split.fields().number("to") < 30
          ? split
          : new Split(split.ordinal(), split.fields().with("from", from - 1), 0);
    }
  }

  @Test
  void aSourceWhoseSplitsMeanSomethingToItselfOnlyFails() {
    assertFails(SplitsStayHome.class, "R2.1", "R2.3", "R2.4");
  }

  static class SplitsStayHome extends SourceMutant {
    @Override
    Source broken(Source source) {
      Map<Long, Split> mine = new ConcurrentHashMap<>();
      return new ForwardingSource(source) {
        @Override
        public Round plan(StreamRequest stream, Position from) {
          return splits(real.plan(stream, from), this::remember);
        }

        private Split remember(Split split) {
          mine.put(split.fields().number("from"), split);
          return new Split(split.ordinal(), Fields.of("key", split.fields().number("from")), 0);
        }

        @Override
        public SplitReader open(StreamRequest stream, Split split, Position at) {
          return real.open(stream, mine(split), at);
        }

        @Override
        public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
          Map<Split, Position> known = new java.util.LinkedHashMap<>();
          reached.forEach((split, position) -> known.put(mine(split), position));
          return real.join(stream, from, known);
        }

        private Split mine(Split split) {
          return mine.get(split.fields().number("key"));
        }
      };
    }
  }

  @Test
  void aSourceThatJoinsByOrderFails() {
    assertFails(JoinsTheLast.class, "R2.3");
  }

  static class JoinsTheLast extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
          List<Split> order = new ArrayList<>(reached.keySet());
          Position joined = real.join(stream, from, reached);
          boolean forwards = order.isEmpty() || order.get(0).ordinal() == 0 || order.size() == 1;
          return forwards ? joined : new Position(joined.fields().with("backwards", true));
        }
      };
    }
  }

  @Test
  void aSourceThatForgetsTheRestOfACutRoundFails() {
    assertFails(ForgetsTheRest.class, "R2.5");
  }

  static class ForgetsTheRest extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
          Position joined = real.join(stream, from, reached);
          return joined.fields().has("gaps")
              ? new Position(Fields.of("read", joined.fields().number("read")))
              : joined;
        }
      };
    }
  }

  @Test
  void aSourceThatStartsASplitOverFails() {
    assertFails(StartsOver.class, "R3.1", "R3.3");
  }

  static class StartsOver extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public SplitReader open(StreamRequest stream, Split split, Position at) {
          return real.open(stream, split, Position.START);
        }
      };
    }
  }

  @Test
  void aTestThatClaimsToBreakItsSourceAndDoesNotFails() {
    assertFails(BreaksNothing.class, "R3.3");
  }

  static class BreaksNothing extends SourceMutant {
    @Override
    Source broken(Source source) {
      return source;
    }

    @Override
    protected Optional<Runnable> breakDown() {
      return Optional.of(() -> {});
    }
  }

  @Test
  void aSourceThatHoldsOnWhenClosedEarlyFails() {
    assertFails(HoldsOn.class, "R3.2");
  }

  static class HoldsOn extends SourceMutant {
    @Override
    Source broken(Source source) {
      return readers(
          source,
          real ->
              new ForwardingSource.Reader(real) {
                private boolean ended;

                @Override
                public Batch next() {
                  Batch batch = super.next();
                  ended = batch == null;
                  return batch;
                }

                @Override
                public void close() {
                  if (ended) {
                    super.close();
                  }
                }
              });
    }
  }

  @Test
  void aSourceThatFailsWithoutACodeFails() {
    assertFails(FailsWithoutCode.class, "R3.3");
  }

  static class FailsWithoutCode extends SourceMutant {
    @Override
    Source broken(Source source) {
      return readers(
          source,
          real ->
              new ForwardingSource.Reader(real) {
                @Override
                public Batch next() {
                  try {
                    return super.next();
                  } catch (TributaryException e) {
                    if (e.code() == ErrorCode.SOURCE_UNAVAILABLE) {
                      throw new IllegalStateException(e);
                    }
                    throw e;
                  }
                }
              });
    }
  }

  @Test
  void aSourceThatReadsOnWhenInterruptedFails() {
    assertFails(ReadsOn.class, "R3.4");
  }

  static class ReadsOn extends SourceMutant {
    @Override
    Source broken(Source source) {
      return readers(
          source,
          real ->
              new ForwardingSource.Reader(real) {
                @Override
                public Batch next() {
                  boolean interrupted = Thread.interrupted();
                  Batch batch = super.next();
                  if (interrupted) {
                    Thread.currentThread().interrupt();
                  }
                  return batch;
                }
              });
    }
  }

  @Test
  void aSourceThatHandsOutEmptyBatchesFails() {
    assertFails(HandsOutEmptyBatches.class, "R3.5");
  }

  static class HandsOutEmptyBatches extends SourceMutant {
    @Override
    Source broken(Source source) {
      return readers(
          source,
          real ->
              new ForwardingSource.Reader(real) {
                private boolean ended;

                @Override
                public Batch next() {
                  Batch batch = super.next();
                  boolean first = batch == null && !ended;
                  ended = batch == null;
                  return first ? Batches.of(SCHEMA, List.of()) : batch;
                }
              });
    }
  }

  @Test
  void aSourceThatAnnouncesAnotherSchemaFails() {
    assertFails(AnnouncesAnotherSchema.class, "R4.1");
  }

  static class AnnouncesAnotherSchema extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public StreamInfo describe(StreamRequest stream) {
          StreamInfo info = real.describe(stream);
          return new StreamInfo(
              info.name(),
              Optional.of(Schema.of(Field.optional("id", Type.STRING))),
              info.key(),
              info.cursors(),
              info.parent());
        }
      };
    }
  }

  @Test
  void aSourceThatMakesNullsOfEmptyTextFails() {
    assertFails(EmptyIsNull.class, "R4.2");
  }

  static class EmptyIsNull extends SourceMutant {
    @Override
    Source broken(Source source) {
      return readers(
          source,
          real ->
              new ForwardingSource.Reader(real) {
                @Override
                public Batch next() {
                  Batch batch = super.next();
                  if (batch == null) {
                    return null;
                  }
                  List<Map<String, Object>> rows = batch.toMaps();
                  rows.forEach(row -> row.replace("name", "", null));
                  return Batches.of(batch.schema(), rows);
                }
              });
    }
  }

  @Test
  void aSourceThatReadsOnlyOnceFails() {
    assertFails(
        ReadsOnce.class,
        "R1.3",
        "R1.7",
        "R2.1",
        "R2.4",
        "R2.5",
        "R2.6",
        "R3.1",
        "R3.3",
        "R3.4",
        "R5.4");
  }

  /** Like a queue whose messages are gone when they were handed out. */
  static class ReadsOnce extends SourceMutant {
    private final AtomicLong handedOut = new AtomicLong();

    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public SplitReader open(StreamRequest stream, Split split, Position at) {
          long next = at.isStart() ? split.fields().number("from") : at.fields().number("next");
          long to = split.fields().number("to");
          long from = Math.min(to, Math.max(next, handedOut.get()));
          handedOut.accumulateAndGet(to, Math::max);
          return real.open(stream, split, new Position(Fields.of("next", from)));
        }
      };
    }
  }

  @Test
  void aSourceThatDiscoversAStreamTwiceFails() {
    assertFails(DiscoversTwice.class, "R5.1");
  }

  static class DiscoversTwice extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public List<StreamInfo> discover() {
          List<StreamInfo> twice = new ArrayList<>(real.discover());
          twice.addAll(real.discover());
          return twice;
        }
      };
    }
  }

  @Test
  void aSourceThatMistakesTheStreamFails() {
    assertFails(ReadsAnyStream.class, "R5.2");
  }

  static class ReadsAnyStream extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
        @Override
        public void check(StreamRequest stream) {}
      };
    }
  }

  @Test
  void aSourceThatCannotBeClosedTwiceFails() {
    assertFails(ClosesOnce.class, "R5.4");
  }

  static class ClosesOnce extends SourceMutant {
    @Override
    Source broken(Source source) {
      return new ForwardingSource(source) {
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

  private static Round splits(Round round, Function<Split, Split> change) {
    List<Split> changed = round.splits().stream().map(change).toList();
    return new Round() {
      @Override
      public List<Split> splits() {
        return changed;
      }

      @Override
      public Cut cut() {
        return round.cut();
      }

      @Override
      public void close() {
        round.close();
      }
    };
  }

  private static Source readers(Source source, Function<SplitReader, SplitReader> change) {
    return new ForwardingSource(source) {
      @Override
      public SplitReader open(StreamRequest stream, Split split, Position at) {
        return change.apply(real.open(stream, split, at));
      }
    };
  }
}
