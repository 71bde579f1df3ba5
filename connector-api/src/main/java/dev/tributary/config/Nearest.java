// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name a user probably meant. */
public final class Nearest {

  private Nearest() {}

  /** The known name that differs least from {@code name}, if it differs by a third at most. */
  public static Optional<String> to(String name, Collection<String> known) {
    String folded = fold(name);
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(folded, fold(each))))
        .filter(each -> distance(folded, fold(each)) <= Math.max(1, folded.length() / 3));
  }

  private static String fold(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return lower.substring(0, Math.min(lower.length(), 100));
  }

  /** Letters to insert, delete or replace (Levenshtein 1966). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
