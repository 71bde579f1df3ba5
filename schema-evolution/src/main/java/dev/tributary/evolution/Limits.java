// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes objects json until the limits of a nesting hold, or refuses. */
final class Limits {

  /** Most new names first, then the shortest path, then the order of characters. */
  private static final Comparator<Map.Entry<List<String>, Set<String>>> WORST_FIRST =
      Comparator.<Map.Entry<List<String>, Set<String>>>comparingInt(each -> -each.getValue().size())
          .thenComparing(each -> each.getKey().size())
          .thenComparing(each -> String.join("\0", each.getKey()));

  private Limits() {}

  static Nesting within(
      Nesting nesting, Schema joined, Map<String, Schema> known, int nameLengthMax) {
    Nesting checked = nesting;
    for (Optional<Census> beyond = Census.beyondLimits(checked, joined, known, nameLengthMax);
        beyond.isPresent();
        beyond = Census.beyondLimits(checked, joined, known, nameLengthMax)) {
      Set<FieldPath> json = new HashSet<>(checked.json());
      json.add(culprit(checked, beyond.get()));
      checked = checked.withJson(json);
    }
    return checked;
  }

  private static FieldPath culprit(Nesting nesting, Census census) {
    if (nesting.onLimit() == Nesting.OnLimit.REFUSE) {
      throw refused(census);
    }
    return census.news().entrySet().stream()
        .filter(each -> !each.getKey().isEmpty())
        .filter(each -> !nesting.json().contains(new FieldPath(each.getKey())))
        .min(WORST_FIRST)
        .map(each -> new FieldPath(each.getKey()))
        .orElseThrow(() -> refused(census));
  }

  private static TributaryException refused(Census census) {
    Map.Entry<List<String>, Set<String>> worst =
        census.news().entrySet().stream().min(WORST_FIRST).orElseThrow();
    String object = String.join(".", worst.getKey());
    return new TributaryException(
        ErrorCode.SCHEMA_REFUSED,
        "%s would be %d, and %d are allowed; %s has %d new names in it, as when ids are used as keys"
            .formatted(
                census.what(),
                census.count(),
                census.countMax(),
                object.isEmpty() ? "the record itself" : "the object '" + object + "'",
                worst.getValue().size()),
        object.isEmpty()
            ? "Leave fields out of the stream, or raise the limit"
            : "Make '" + object + "' json or a map in the stream's settings, or raise the limit");
  }
}
