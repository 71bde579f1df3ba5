// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.source.Split;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the range of a whole-number key into even parts, the outer ones open. */
final class KeyRanges {

  private KeyRanges() {}

  /** As many splits as asked, or fewer where there are fewer keys. */
  static List<Split> of(ReadPlan plan, long least, long greatest, int parts) {
    BigInteger first = BigInteger.valueOf(least);
    BigInteger width = BigInteger.valueOf(greatest).subtract(first).add(BigInteger.ONE);
    int count = width.min(BigInteger.valueOf(parts)).intValue();
    List<Split> splits = new ArrayList<>();
    Optional<Long> from = Optional.empty();
    for (int i = 0; i < count; i++) {
      BigInteger end =
          first.add(width.multiply(BigInteger.valueOf(i + 1L)).divide(BigInteger.valueOf(count)));
      Optional<Long> before = i == count - 1 ? Optional.empty() : Optional.of(end.longValueExact());
      splits.add(plan.range(from, before).split(i));
      from = before;
    }
    return splits;
  }
}
