// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.StreamSpec.OnMissingTable;
import dev.tributary.pipeline.check.Check;
import dev.tributary.schema.FieldPath;
import dev.tributary.sink.Sink;
import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is decided about one stream before it is run. Immutable. */
record StreamPlanning(
    Chain chain,
    Source source,
    StreamRequest request,
    Sink sink,
    TableName anchor,
    WriteMode mode,
    Merging merging,
    List<String> key,
    Config tableSettings,
    Intake intake,
    Optional<Quarantine> quarantine,
    List<Check> checks,
    OnMissingTable onMissingTable,
    int parallelism,
    long commitEvery,
    Clock clock) {

  /** Whether each load brings all rows that there are. */
  boolean readsAll() {
    return readsAll(mode.disposition(), merging);
  }

  static boolean readsAll(Disposition disposition, Merging merging) {
    return disposition == Disposition.REPLACE
        || (disposition == Disposition.MERGE && merging.needsAll());
  }

  /** Whether a round must not be cut into several loads. */
  boolean isWhole() {
    return readsAll() || (mode.disposition() == Disposition.MERGE && merging.needsGroups());
  }

  /**
   * The same for rows that come back from {@code refused}: they are added, whatever the mode, and
   * each of them is checked, but not how many there are.
   *
   * @param names that loads of the stream gave to its fields
   */
  StreamPlanning replaying(Source refused, Map<FieldPath, String> names) {
    WriteMode adding = mode.disposition() == Disposition.REPLACE ? WriteMode.APPEND : mode;
    return new StreamPlanning(
        QuarantineSource.replay(chain),
        refused,
        request,
        sink,
        anchor,
        adding,
        merging.retiringNone(),
        key,
        tableSettings,
        intake.replaying().withNames(names),
        quarantine,
        checks.stream().filter(Check::isAboutRows).toList(),
        onMissingTable,
        parallelism,
        commitEvery,
        clock);
  }
}
