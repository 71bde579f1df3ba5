// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.load.WriteMode.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** K1: what a commit makes visible, and that it happens once. */
abstract class SinkCommitRules extends SinkRules {

  @Test
  @DisplayName("K1.1 staged rows are invisible until the commit")
  void k1_1_stagedRowsAreInvisibleUntilTheCommit() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load load = loads.prepare(ORDERS, APPEND, rows(1, 2));
    assertVisible(ORDERS);

    assertThat(sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.2 a table remembers the last load of a chain, with the receipt it was given")
  void k1_2_aTableRemembersTheLastLoadOfAChain() {
    Loads loads = loads();
    assertThat(loads.create(ORDERS, SCHEMA).receipt()).isEmpty();
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    assertThat(new Loads(sink(), CHAIN).look(ORDERS).receipt()).contains(receipt(first));

    Load second = loads.commit(ORDERS, APPEND, rows(2));

    assertThat(new Loads(sink(), CHAIN).look(ORDERS).receipt()).contains(receipt(second));
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.3 a load that expects another one before it is refused and stays invisible")
  void k1_3_aLoadThatDoesNotFollowIsRefused() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load late = loads.prepare(ORDERS, APPEND, rows(2));
    Load first = loads.commit(ORDERS, APPEND, rows(1));

    assertThat(sink().commit(late, ORDERS)).isEqualTo(Outcome.REFUSED);

    assertVisible(ORDERS, 1);
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(first));
  }

  @Test
  @DisplayName("K1.4 the same load committed again is ALREADY there and not doubled")
  void k1_4_theSameLoadAgainIsAlreadyThere() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load load = loads.commit(ORDERS, APPEND, rows(1, 2));

    assertThat(sink().commit(load, ORDERS)).isEqualTo(Outcome.ALREADY);

    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.4b a load committed again after others changes nothing")
  void k1_4b_anOldLoadAgainChangesNothing() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load old = loads.commit(ORDERS, APPEND, rows(1));
    Load last = loads.commit(ORDERS, APPEND, rows(2));

    assertThat(sink().commit(old, ORDERS)).isIn(Outcome.ALREADY, Outcome.REFUSED);

    assertVisible(ORDERS, 1, 2);
    assertThat(loads.head(ORDERS)).isEqualTo(last.id());
  }

  @Test
  @DisplayName("K1.5 a load without rows is a load, with staged files or with none")
  void k1_5_aLoadWithoutRowsIsALoad() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load empty = loads.commit(ORDERS, APPEND, rows());
    assertThat(loads.head(ORDERS)).isEqualTo(empty.id());

    LoadId id = Loads.next(empty.id());
    Load none = loads.load(id, loads.part(ORDERS, APPEND, List.of(), "nothing"));

    assertThat(sink().commit(none, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(loads.look(ORDERS).receipt()).contains(new Receipt(id, "nothing"));
    assertVisible(ORDERS);
  }

  @Test
  @DisplayName("K1.7 what one instance staged, another one commits")
  void k1_7_whatOneInstanceStagedAnotherCommits() {
    Sink worker = newSink();
    Loads loads = new Loads(worker, CHAIN);
    loads.create(ORDERS, SCHEMA);
    Load load = loads.prepare(ORDERS, APPEND, rows(1));
    worker.close();

    assertThat(sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS, 1);
  }

  @Test
  @DisplayName("K1.8 receipts survive the table's maintenance")
  void k1_8_receiptsSurviveMaintenance() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    Load last = new Loads(sink(), OTHER_CHAIN).commit(ORDERS, APPEND, rows(2));

    maintain(ORDERS);

    assertThat(loads.look(ORDERS).receipt()).contains(receipt(first));
    assertThat(loads.look(ORDERS).lastLoadedAt()).isEqualTo(last.id().time());
    assertThat(sink().commit(first, ORDERS)).isEqualTo(Outcome.ALREADY);
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.9 of loads of one chain that race, one is committed and the others refused")
  void k1_9_ofRacingLoadsOneWins() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    List<Load> racing = new ArrayList<>();
    List<Callable<Outcome>> commits = new ArrayList<>();
    for (long id = 1; id <= 4; id++) {
      Load load = loads.prepare(ORDERS, APPEND, rows(id));
      Sink own = sink();
      racing.add(load);
      commits.add(() -> own.commit(load, ORDERS));
    }

    List<Outcome> outcomes = Race.run(commits);

    assertThat(outcomes).containsOnlyOnce(Outcome.COMMITTED).doesNotContain(Outcome.ALREADY);
    int winner = outcomes.indexOf(Outcome.COMMITTED);
    assertThat(loads.head(ORDERS)).isEqualTo(racing.get(winner).id());
    assertVisible(ORDERS, winner + 1);
  }

  @Test
  @DisplayName("K1.9b one load that several instances commit at once becomes visible once")
  void k1_9b_oneLoadCommittedAtOnceBySeveral() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load load = loads.prepare(ORDERS, APPEND, rows(1, 2));
    List<Callable<Outcome>> commits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Sink own = sink();
      commits.add(() -> own.commit(load, ORDERS));
    }

    List<Outcome> outcomes = Race.run(commits);

    assertThat(outcomes).containsOnlyOnce(Outcome.COMMITTED).doesNotContain(Outcome.REFUSED);
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.10 another writer of the table does not disturb a load")
  void k1_10_anotherWriterDoesNotDisturb() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    Load first = loads.commit(ORDERS, APPEND, rows(1));
    Load planned = loads.prepare(ORDERS, APPEND, rows(2));
    writeAsAnother(ORDERS, 9);
    assertThat(loads.look(ORDERS).receipt()).contains(receipt(first));

    assertThat(sink().commit(planned, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertVisible(ORDERS, 1, 2, 9);
  }

  @Test
  @DisplayName("K1.11 chains that write one table do not disturb each other")
  void k1_11_chainsDoNotDisturbEachOther() {
    Loads loads = loads();
    Loads others = new Loads(sink(), OTHER_CHAIN);
    loads.create(ORDERS, SCHEMA);
    Load mine = loads.prepare(ORDERS, APPEND, rows(1));
    Load theirs = others.prepare(ORDERS, APPEND, rows(2));

    assertThat(sink().commit(theirs, ORDERS)).isEqualTo(Outcome.COMMITTED);
    assertThat(loads.look(ORDERS).receipt()).isEmpty();
    assertThat(sink().commit(mine, ORDERS)).isEqualTo(Outcome.COMMITTED);

    assertThat(loads.look(ORDERS).receipt()).contains(receipt(mine));
    assertThat(others.look(ORDERS).receipt()).contains(receipt(theirs));
    assertVisible(ORDERS, 1, 2);
  }

  @Test
  @DisplayName("K1.11b loads of different chains that race are all committed")
  void k1_11b_racingChainsAllCommit() {
    loads().create(ORDERS, SCHEMA);
    List<Callable<Outcome>> commits = new ArrayList<>();
    for (long id = 1; id <= 4; id++) {
      Sink own = sink();
      Loads loads = new Loads(own, new dev.tributary.load.Chain("shop", "stream" + id));
      Load load = loads.prepare(ORDERS, APPEND, rows(id));
      commits.add(() -> own.commit(load, ORDERS));
    }

    assertThat(Race.run(commits)).containsOnly(Outcome.COMMITTED);

    assertVisible(ORDERS, 1, 2, 3, 4);
  }

  @Test
  @DisplayName("K1.12 a table knows when the last load of any chain began")
  void k1_12_lastLoadedAtIsOfAnyChain() {
    Loads loads = loads();
    assertThat(loads.create(ORDERS, SCHEMA).lastLoadedAt()).isEqualTo(Instant.EPOCH);
    Load mine = loads.commit(ORDERS, APPEND, rows(1));
    assertThat(loads.look(ORDERS).lastLoadedAt()).isEqualTo(mine.id().time());

    Load theirs = new Loads(sink(), OTHER_CHAIN).commit(ORDERS, APPEND, rows(2));

    assertThat(loads.look(ORDERS).lastLoadedAt()).isEqualTo(theirs.id().time());
  }

  @Test
  @DisplayName("K1.13 a table that is missing is empty to look at, and TABLE_MISSING to commit to")
  void k1_13_aMissingTableIsMissing() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    assertThat(sink().table(ITEMS, CHAIN)).isEmpty();
    assertThat(sink().tables()).containsExactly(ORDERS);
    LoadId id = Loads.next(LoadId.NONE);
    TableInfo orders = loads.look(ORDERS);
    Load load = loads.load(id, partOf(ITEMS, orders));

    Codes.refused(
        ErrorCode.TABLE_MISSING, "a commit to a missing table", () -> sink().commit(load, ITEMS));

    assertThat(sink().tables()).containsExactly(ORDERS);
  }

  @Test
  @DisplayName("K1.14 a receipt of 4 KB comes back as it was given")
  void k1_14_aReceiptComesBackAsItWasGiven() {
    Loads loads = loads();
    loads.create(ORDERS, SCHEMA);
    String text = "{\"to\":\"Ünï 🎏 \\\" ' \"}".concat("x".repeat(4_000));
    LoadId id = Loads.next(LoadId.NONE);

    sink().commit(loads.load(id, loads.part(ORDERS, APPEND, List.of(), text)), ORDERS);

    assertThat(new Loads(sink(), CHAIN).look(ORDERS).receipt()).contains(new Receipt(id, text));
  }

  static Receipt receipt(Load load) {
    return new Receipt(load.id(), load.anchor().receipt());
  }

  private static Load.Part partOf(TableName table, TableInfo like) {
    return new Load.Part(
        table,
        APPEND,
        like.schema(),
        java.util.Optional.empty(),
        LoadId.NONE,
        like.version(),
        List.of(),
        "receipt");
  }
}
