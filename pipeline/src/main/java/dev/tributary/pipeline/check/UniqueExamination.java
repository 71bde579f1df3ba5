// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import java.util.List;

/**
 * Whether no two rows have the same key. Keys with a null are not compared. Of more keys than may
 * be in memory at once, a part is looked at in each of several passes.
 */
final class UniqueExamination extends Examination {

  private final List<String> columns;
  private final KeyHash key;
  private final Samples samples;
  private final KeySet seen = new KeySet();
  private final long passes;
  private long pass;
  private long rows;

  UniqueExamination(List<String> columns, Subject subject) {
    this.columns = columns;
    this.key = new KeyHash(KeyHash.Seeds.random(), columns);
    this.samples = subject.samples(columns);
    this.passes = Math.max(1, (subject.rows() + subject.keysMax() - 1) / subject.keysMax());
  }

  @Override
  List<String> columns() {
    return columns;
  }

  @Override
  void look(Batch batch) {
    key.turnTo(batch);
    rows += pass == 0 ? batch.rows() : 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (key.of(row) && isOfThisPass() && !seen.add(key.high(), key.low())) {
        samples.add(batch, row);
      }
    }
  }

  @Override
  boolean again() {
    seen.clear();
    return ++pass < passes;
  }

  @Override
  Finding finding() {
    return samples.finding(
        0, samples.failed() + " of " + rows + " rows have a key that another one has");
  }

  /** The slots of the set go by the lower half. */
  private boolean isOfThisPass() {
    return passes == 1 || Long.remainderUnsigned(key.high(), passes) == pass;
  }
}
