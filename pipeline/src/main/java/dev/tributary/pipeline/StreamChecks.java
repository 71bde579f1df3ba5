// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.pipeline.check.Check;
import dev.tributary.pipeline.check.CheckOutcome;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.pipeline.check.CheckedLoad;
import dev.tributary.pipeline.check.Checking;
import dev.tributary.pipeline.check.PreviousLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checks of one stream: whether they can be made, and what they say of each load before it is
 * saved. Owned by one thread.
 */
final class StreamChecks {

  private final StreamPlanning planning;
  private final Steps steps;
  private final Tables tables;
  private final List<CheckOutcome> outcomes = new ArrayList<>();
  private Map<TableName, Map<String, Instant>> greatest = Map.of();

  StreamChecks(StreamPlanning planning, Steps steps, Tables tables) {
    this.planning = planning;
    this.steps = steps;
    this.tables = tables;
  }

  /**
   * Refuses checks that the tables, whose columns are all known, cannot answer; reads no rows.
   *
   * @param key the columns that tell the root's rows apart
   */
  void verify(WriteMode mode, List<String> key) {
    if (!planning.checks().isEmpty()) {
      checking(LoadId.NONE, mode, key, List.of(), PreviousLoad.NONE);
    }
  }

  /**
   * Answers all checks for a load whose rows fit their tables.
   *
   * @throws TributaryException {@code CHECK_FAILED} when one fails and does not only warn; {@code
   *     SETTING_INVALID}
   */
  void run(Draft draft, List<Staged> settled, WriteMode mode, List<String> key) {
    if (!planning.checks().isEmpty()) {
      steps.run(Step.CHECK, draft.id(), () -> check(draft, settled, mode, key));
    }
  }

  /** Of each check, over the loads so far, the one that failed included. */
  List<CheckOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Times of the last load that was checked, for the one after it. */
  Map<TableName, Map<String, Instant>> greatest() {
    return greatest;
  }

  private void check(Draft draft, List<Staged> settled, WriteMode mode, List<String> key) {
    PreviousLoad previous =
        new ManifestOfPrevious(
            planning.sink(), planning.anchor(), planning.chain(), draft.previous());
    Checking checking = checking(draft.id(), mode, key, settled, previous);
    List<CheckOutcome> found = checking.outcomes();
    greatest = checking.greatest();
    note(found);
    found.forEach(outcome -> steps.listener().checked(steps.chain(), outcome));
    List<CheckOutcome> failed =
        found.stream().filter(outcome -> outcome.result() == Result.FAILED).toList();
    if (!failed.isEmpty()) {
      throw failed(draft.id(), failed);
    }
  }

  private Checking checking(
      LoadId load, WriteMode mode, List<String> key, List<Staged> settled, PreviousLoad previous) {
    CheckedLoad checked =
        new CheckedLoad(
            planning.sink(),
            planning.chain(),
            planning.anchor(),
            load,
            mode,
            key.stream().filter(this::isInRoot).toList(),
            tables.schemas(),
            settled,
            previous);
    return new Checking(planning.checks(), this::table, checked);
  }

  private boolean isInRoot(String column) {
    return tables.table(planning.anchor()).schema().indexOf(column) >= 0;
  }

  private TableName table(Check check) {
    return TableNames.of(planning.anchor(), check.table());
  }

  private void note(List<CheckOutcome> found) {
    for (int i = 0; i < found.size(); i++) {
      if (i < outcomes.size()) {
        outcomes.set(i, outcomes.get(i).and(found.get(i)));
      } else {
        outcomes.add(found.get(i));
      }
    }
  }

  private TributaryException failed(LoadId load, List<CheckOutcome> failed) {
    return new TributaryException(
        ErrorCode.CHECK_FAILED,
        "Load "
            + load
            + " of stream '"
            + planning.request().stream()
            + "' is not published: "
            + failed.stream()
                .map(each -> "check '" + each.check() + "' failed (" + each.detail() + ")")
                .collect(Collectors.joining("; ")),
        "Correct the rows in the source, or the check, and run again: nothing of the load is"
            + " visible, and its rows will be read anew");
  }
}
