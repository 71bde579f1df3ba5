// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Whether a condition is false of none of the rows, or of few. */
final class HoldsExamination extends Examination {

  private final List<String> columns;
  private final Judge judge;
  private final BigDecimal share;
  private final Samples samples;
  private long rows;

  HoldsExamination(Clause clause, BigDecimal share, Subject subject) {
    this.columns = clause.columns();
    this.judge = clause.judge(subject.columns());
    this.share = share;
    this.samples = subject.samples(columns);
  }

  @Override
  List<String> columns() {
    return columns;
  }

  @Override
  void look(Batch batch) {
    rows += batch.rows();
    judge.turnTo(batch);
    for (int row = 0; row < batch.rows(); row++) {
      if (judge.of(row) == Truth.FALSE) {
        samples.add(batch, row);
      }
    }
  }

  @Override
  Finding finding() {
    BigDecimal needed = share.multiply(BigDecimal.valueOf(rows));
    long tolerated = rows - needed.setScale(0, RoundingMode.CEILING).longValueExact();
    return samples.finding(tolerated, detail());
  }

  private String detail() {
    String of = samples.failed() + " of " + rows + " rows fail";
    return share.compareTo(BigDecimal.ONE) == 0
        ? of
        : String.format(Locale.ROOT, "%s; a share of %s must not", of, share.toPlainString());
  }
}
