// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.pipeline.Task.SplitAt;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides splits among tasks so that each has about as much work; a writer then serves several
 * splits.
 */
final class Division {

  private Division() {}

  /**
   * Heaviest first, each to the task that has least so far (Graham 1969).
   *
   * @return at most {@code tasksMax} lists, none empty, each in the order of the splits
   */
  static List<List<SplitAt>> of(List<SplitAt> splits, int tasksMax) {
    int tasks = Math.min(tasksMax, splits.size());
    long[] load = new long[tasks];
    List<List<SplitAt>> shares = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      shares.add(new ArrayList<>());
    }
    List<SplitAt> heaviestFirst =
        splits.stream().sorted(Comparator.comparingLong(Division::weight).reversed()).toList();
    for (SplitAt split : heaviestFirst) {
      int least = least(load);
      load[least] += weight(split);
      shares.get(least).add(split);
    }
    shares.forEach(share -> share.sort(Comparator.comparingInt(each -> each.split().ordinal())));
    return shares;
  }

  /**
   * As {@link #of}, but whoever reads the lists one after the other reads the splits in their
   * order.
   */
  static List<List<SplitAt>> inOrder(List<SplitAt> splits, int tasksMax) {
    long whole = splits.stream().mapToLong(Division::weight).sum();
    int tasks = Math.min(tasksMax, splits.size());
    List<List<SplitAt>> shares = new ArrayList<>();
    long reached = 0;
    for (SplitAt split : splits) {
      if (shares.isEmpty() || (shares.size() < tasks && reached * tasks >= whole * shares.size())) {
        shares.add(new ArrayList<>());
      }
      shares.get(shares.size() - 1).add(split);
      reached += weight(split);
    }
    return shares;
  }

  private static long weight(SplitAt split) {
    return Math.max(1, split.split().weight());
  }

  private static int least(long[] load) {
    int least = 0;
    for (int i = 1; i < load.length; i++) {
      if (load[i] < load[least]) {
        least = i;
      }
    }
    return least;
  }
}
