// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many rows a load has, by itself and against the load before. */
final class RowCountExamination extends Examination.OfFigures {

  private final Rule.RowCount rule;
  private final Subject subject;

  RowCountExamination(Rule.RowCount rule, Subject subject) {
    this.rule = rule;
    this.subject = subject;
  }

  @Override
  Finding finding() {
    long rows = subject.rows();
    List<String> wrong = new ArrayList<>();
    rule.min().filter(min -> rows < min).ifPresent(min -> wrong.add("fewer than " + min));
    rule.max().filter(max -> rows > max).ifPresent(max -> wrong.add("more than " + max));
    boolean compares = rule.minRatio().isPresent() || rule.maxRatio().isPresent();
    Optional<Long> before = compares ? subject.previous().rows(subject.table()) : Optional.empty();
    before.ifPresent(last -> compare(rows, last, wrong));
    String counted = "the load has " + rows + " rows";
    if (!wrong.isEmpty()) {
      return Finding.of(false, counted + ", " + String.join(", ", wrong));
    }
    return compares && before.isEmpty()
        ? Finding.undecided(counted + "; no load before it is known")
        : Finding.of(true, counted + before.map(last -> ", the one before " + last).orElse(""));
  }

  private void compare(long rows, long last, List<String> wrong) {
    BigDecimal now = BigDecimal.valueOf(rows);
    BigDecimal then = BigDecimal.valueOf(last);
    rule.minRatio()
        .filter(ratio -> now.compareTo(then.multiply(ratio)) < 0)
        .ifPresent(ratio -> wrong.add("less than " + times(ratio, last)));
    rule.maxRatio()
        .filter(ratio -> now.compareTo(then.multiply(ratio)) > 0)
        .ifPresent(ratio -> wrong.add("more than " + times(ratio, last)));
  }

  private static String times(BigDecimal ratio, long last) {
    return ratio.toPlainString() + " times the " + last + " of the load before";
  }
}
