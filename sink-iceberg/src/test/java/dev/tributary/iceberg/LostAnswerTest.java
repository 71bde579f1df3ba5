// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.iceberg.Lake.ORDERS;
import static dev.tributary.iceberg.Lake.SCHEMA;
import static dev.tributary.iceberg.Lake.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Load;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.SchemaChange.AddField;
import dev.tributary.schema.Type;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.Outcome;
import dev.tributary.sink.Sink;
import dev.tributary.tck.Loads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.RESTException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.apache.iceberg.exceptions.ServiceUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits whose answer, or whose request, never arrives. */
class LostAnswerTest {

  @TempDir Path folder;

  private final String line = UUID.randomUUID().toString();
  private final LostAnswers answers = LostAnswers.named(line);
  private final List<Lake> lakes = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (Lake lake : lakes) {
      lake.close();
    }
  }

  static Stream<SQLException> databaseFailures() {
    return Stream.of(
        new SQLRecoverableException("connection reset"),
        new SQLException("who knows", "HY000"),
        new SQLTransientException("try again"),
        new SQLTransientConnectionException("line cut"),
        new SQLNonTransientConnectionException("line cut"),
        new SQLTimeoutException("too slow"),
        new SQLException("connection failure", "08000"),
        new SQLException("connection does not exist", "08003"),
        new SQLException("connection failure", "08006"),
        new SQLException("protocol violation", "08007"),
        new SQLException("serialization failure", "40001"));
  }

  static Stream<RuntimeException> catalogFailures() {
    return Stream.of(
        new CommitFailedException("409 after a balancer sent it twice"),
        new CommitStateUnknownException(new ServiceFailureException("500")),
        new ServiceUnavailableException("503"),
        new RESTException("connection dropped"),
        new BadRequestException("400"),
        new NotAuthorizedException("401"),
        new ForbiddenException("403"),
        new NoSuchTableException("404"));
  }

  @ParameterizedTest
  @MethodSource("databaseFailures")
  void aCommitWhoseAnswerTheDatabaseLosesHappensOnce(SQLException failure) {
    landsOnce(behindABadLine(), WriteMode.APPEND, failure, List.of(1L, 2L));
  }

  @ParameterizedTest
  @MethodSource("databaseFailures")
  void aReplaceWhoseAnswerTheDatabaseLosesHappensOnce(SQLException failure) {
    landsOnce(behindABadLine(), WriteMode.REPLACE, failure, List.of(2L));
  }

  @ParameterizedTest
  @MethodSource("catalogFailures")
  void aCommitWhoseAnswerTheCatalogLosesHappensOnce(RuntimeException failure) {
    landsOnce(inALosingCatalog(), WriteMode.APPEND, failure, List.of(1L, 2L));
  }

  @ParameterizedTest
  @MethodSource("catalogFailures")
  void rowsThatAStrangerAddsAfterALostAnswerStay(RuntimeException failure) {
    Lake lake = inALosingCatalog();
    Load load = secondLoad(lake, WriteMode.APPEND);
    answers.loseAnswer(failure, () -> new Stranger(lake.table()).append(9));

    assertThat(lake.sink().commit(load, ORDERS)).isIn(Outcome.COMMITTED, Outcome.ALREADY);

    assertThat(lake.ids()).containsExactly(1L, 2L, 9L);
  }

  @ParameterizedTest
  @MethodSource("databaseFailures")
  void rowsThatAStrangerAddsBeforeTheDatabaseIsAskedAgainStay(SQLException failure) {
    Lake lake = behindABadLine();
    Load load = secondLoad(lake, WriteMode.APPEND);
    answers.loseAnswer(failure, () -> new Stranger(lake.table()).append(9));

    assertThat(lake.sink().commit(load, ORDERS)).isIn(Outcome.COMMITTED, Outcome.ALREADY);

    assertThat(lake.ids()).containsExactly(1L, 2L, 9L);
  }

  @ParameterizedTest
  @MethodSource("catalogFailures")
  void aRequestThatNeverArrivesCanBeSentAgain(RuntimeException failure) {
    Lake lake = inALosingCatalog();
    Load load = secondLoad(lake, WriteMode.APPEND);
    answers.loseRequest(failure);
    Sink sink = lake.sink();

    if (failure instanceof CommitFailedException) {
      assertThat(sink.commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);
    } else {
      TributaryException unknown =
          catchThrowableOfType(TributaryException.class, () -> sink.commit(load, ORDERS));
      assertThat(unknown.code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
      assertThat(lake.ids()).containsExactly(1L);
      assertThat(lake.sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);
    }

    assertThat(lake.ids()).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @MethodSource("catalogFailures")
  void aCompactionWhoseAnswerTheCatalogLosesHarmsNoRow(RuntimeException failure) {
    harmsNoRow(inALosingCatalog(), failure);
  }

  @ParameterizedTest
  @MethodSource("databaseFailures")
  void aCompactionWhoseAnswerTheDatabaseLosesHarmsNoRow(SQLException failure) {
    harmsNoRow(behindABadLine(), failure);
  }

  private void harmsNoRow(Lake lake, Exception failure) {
    Load load = secondLoad(lake, WriteMode.APPEND);
    lake.sink().commit(load, ORDERS);
    Maintenance sink = (Maintenance) lake.sink();
    answers.loseAnswer(failure, () -> new Stranger(lake.table()).append(9));

    sink.maintain(ORDERS, MaintenanceRequest.of(Map.of("only", "compact", "min-files", 2)));

    assertThat(answers.isArmed()).isFalse();
    assertThat(lake.ids()).containsExactly(1L, 2L, 9L);
    assertThat(DuckFiles.live(lake.table())).hasSize(2);
    assertThat(lake.loads().head(ORDERS)).isEqualTo(load.id());
  }

  @ParameterizedTest
  @MethodSource("catalogFailures")
  void aCompactionThatNeverArrivesHarmsNoRow(RuntimeException failure) {
    Lake lake = inALosingCatalog();
    lake.sink().commit(secondLoad(lake, WriteMode.APPEND), ORDERS);
    Maintenance sink = (Maintenance) lake.sink();
    MaintenanceRequest compact = MaintenanceRequest.of(Map.of("only", "compact", "min-files", 2));
    answers.loseRequest(failure);

    if (!(failure instanceof CommitFailedException)) {
      TributaryException unknown =
          catchThrowableOfType(TributaryException.class, () -> sink.maintain(ORDERS, compact));
      assertThat(unknown.code()).isEqualTo(ErrorCode.COMMIT_OUTCOME_UNKNOWN);
      assertThat(lake.ids()).containsExactly(1L, 2L);
    }
    sink.maintain(ORDERS, compact);

    assertThat(lake.ids()).containsExactly(1L, 2L);
    assertThat(DuckFiles.live(lake.table())).hasSize(1);
  }

  @Test
  void aColumnWhoseAnswerIsLostIsAddedOnce() {
    Lake lake = inALosingCatalog();
    Loads loads = lake.loads();
    loads.create(ORDERS, SCHEMA);
    answers.loseAnswer(new ServiceUnavailableException("503"), () -> {});

    loads.evolve(ORDERS, SCHEMA, new AddField(FieldPath.of("note"), Type.STRING));

    assertThat(answers.isArmed()).isFalse();
    assertThat(loads.look(ORDERS).schema())
        .isEqualTo(SCHEMA.with(Field.optional("note", Type.STRING)));
  }

  @Test
  void aCommitThatNeededASecondAttemptLeavesNoFileThatNothingRefersTo() throws IOException {
    Lake lake = inALosingCatalog();
    Load load = secondLoad(lake, WriteMode.APPEND);
    answers.loseRequest(new CommitFailedException("409"));

    assertThat(lake.sink().commit(load, ORDERS)).isEqualTo(Outcome.COMMITTED);

    Table table = lake.table();
    Set<String> known = new TreeSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      known.add(snapshot.manifestListLocation());
      snapshot.allManifests(table.io()).forEach(manifest -> known.add(manifest.path()));
    }
    assertThat(avroFiles()).isEqualTo(known);
  }

  private Set<String> avroFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(Path::toString)
          .filter(path -> path.endsWith(".avro"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void landsOnce(Lake lake, WriteMode mode, Exception failure, List<Long> expected) {
    Load load = secondLoad(lake, mode);
    answers.loseAnswer(failure, () -> {});

    assertThat(lake.sink().commit(load, ORDERS)).isIn(Outcome.COMMITTED, Outcome.ALREADY);

    assertThat(answers.isArmed()).isFalse();
    assertThat(lake.sink().commit(load, ORDERS)).isEqualTo(Outcome.ALREADY);
    assertThat(lake.ids()).isEqualTo(expected);
    assertThat(lake.loads().head(ORDERS)).isEqualTo(load.id());
  }

  private static Load secondLoad(Lake lake, WriteMode mode) {
    Loads loads = lake.loads();
    loads.create(ORDERS, SCHEMA);
    loads.commit(ORDERS, WriteMode.APPEND, rows(1));
    return loads.prepare(ORDERS, mode, rows(2));
  }

  private Lake behindABadLine() {
    return open(
        new Lake(folder)
            .catalog("uri", LosingDriver.url(line, folder.resolve("catalog.db").toString())));
  }

  private Lake inALosingCatalog() {
    return open(
        new Lake(folder)
            .withoutCatalog("type")
            .catalog("catalog-impl", LosingCatalog.class.getName())
            .catalog("losing", line));
  }

  private Lake open(Lake lake) {
    lakes.add(lake);
    return lake;
  }
}
