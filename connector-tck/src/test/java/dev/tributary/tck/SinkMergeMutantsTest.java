// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A sink that merges wrongly fails the rules that it breaks. */
class SinkMergeMutantsTest {

  @Test
  void aSinkThatAppendsInsteadOfMergingFails() {
    assertFails(
        Appends.class,
        "K9.1",
        "K9.2",
        "K9.2b",
        "K9.3",
        "K9.4",
        "K9.5",
        "K9.6",
        "K9.8",
        "K9.9",
        "K9.10",
        "K9.11",
        "K9.12",
        "K9.13",
        "K9.14",
        "K9.15",
        "K9.16",
        "K10.1",
        "K10.2",
        "K10.3",
        "K10.4",
        "K10.5",
        "K10.6",
        "K10.7",
        "K10.8",
        "K10.9");
  }

  static class Appends extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(sink, part -> as(part, WriteMode.APPEND));
    }
  }

  @Test
  void aSinkThatForgetsWhatDecidesFails() {
    assertFails(
        Undecided.class,
        "K9.3",
        "K9.4",
        "K9.5",
        "K9.11",
        "K9.12",
        "K9.13",
        "K9.14",
        "K9.15",
        "K9.16",
        "K10.1",
        "K10.2",
        "K10.3",
        "K10.4",
        "K10.5",
        "K10.6",
        "K10.7",
        "K10.8",
        "K10.9");
  }

  static class Undecided extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(
          sink,
          part -> as(part, new WriteMode(Disposition.MERGE, part.mode().keys(), Fields.empty())));
    }
  }

  @Test
  void aSinkThatMergesByTheFirstFieldOfTheKeyFails() {
    assertFails(ByOneField.class, "K9.9");
  }

  static class ByOneField extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(
          sink,
          part ->
              as(
                  part,
                  new WriteMode(
                      Disposition.MERGE, part.mode().keys().subList(0, 1), part.mode().options())));
    }
  }

  @Test
  void aSinkThatTakesTheRowsInAnyOrderFails() {
    assertFails(AnyOrder.class, "K9.2", "K10.7");
  }

  static class AnyOrder extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(
          sink,
          part -> {
            List<Staged> staged = new ArrayList<>(part.staged());
            Collections.reverse(staged);
            return new Load.Part(
                part.table(),
                part.mode(),
                part.schema(),
                part.parent(),
                part.expected(),
                part.version(),
                staged,
                part.receipt());
          });
    }
  }

  @Test
  void aSinkThatKeepsTheChildrenOfWhatIsReplacedFails() {
    assertFails(KeepsChildren.class, "K9.12", "K9.13", "K9.14", "K9.15");
  }

  static class KeepsChildren extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(sink, part -> part.parent().isPresent() ? as(part, WriteMode.APPEND) : part);
    }
  }

  @Test
  void aSinkThatDoesNotCompareVersionsFails() {
    assertFails(ComparesTimes.class, "K10.2", "K10.5", "K10.6", "K10.8");
  }

  static class ComparesTimes extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(
          sink,
          part ->
              part.mode().options().has(WriteMode.VERSION)
                  ? as(part, part.mode().with(WriteMode.VERSION, "from"))
                  : part);
    }
  }

  @Test
  void aSinkThatLetsMissingRowsStayFails() {
    assertFails(KeepsMissing.class, "K10.5", "K10.6", "K10.8");
  }

  static class KeepsMissing extends SinkMutant {
    @Override
    Sink broken(Sink sink) {
      return merging(
          sink,
          part ->
              part.mode().options().has(WriteMode.RETIRE_MISSING)
                  ? as(part, part.mode().with(WriteMode.RETIRE_MISSING, false))
                  : part);
    }
  }

  private static Sink merging(Sink sink, UnaryOperator<Load.Part> change) {
    return new ForwardingSink(sink) {
      @Override
      public Outcome commit(Load load, TableName table) {
        Load.Part part = load.part(table).orElseThrow();
        return part.mode().disposition() == Disposition.MERGE
            ? real.commit(with(load, change.apply(part)), table)
            : real.commit(load, table);
      }
    };
  }

  private static Load.Part as(Load.Part part, WriteMode mode) {
    return new Load.Part(
        part.table(),
        mode,
        part.schema(),
        part.parent(),
        part.expected(),
        part.version(),
        part.staged(),
        part.receipt());
  }

  private static Load with(Load load, Load.Part part) {
    List<Load.Part> parts =
        load.parts().stream().map(each -> each.table().equals(part.table()) ? part : each).toList();
    return new Load(load.id(), load.chain(), load.previous(), load.from(), load.to(), parts);
  }
}
