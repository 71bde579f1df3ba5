// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How two values may be asked to compare. */
public enum Comparison {
  EQUAL("=", order -> order == 0),
  NOT_EQUAL("!=", order -> order != 0),
  LESS("<", order -> order < 0),
  AT_MOST("<=", order -> order <= 0),
  MORE(">", order -> order > 0),
  AT_LEAST(">=", order -> order >= 0);

  private final String sign;
  private final IntPredicate holds;

  Comparison(String sign, IntPredicate holds) {
    this.sign = sign;
    this.holds = holds;
  }

  /** As a job file says it. */
  public String sign() {
    return sign;
  }

  boolean holds(int order) {
    return holds.test(order);
  }

  static Optional<Comparison> of(String sign) {
    return Arrays.stream(values()).filter(each -> each.sign.equals(sign)).findFirst();
  }

  static List<String> signs() {
    return Arrays.stream(values()).map(Comparison::sign).toList();
  }
}
