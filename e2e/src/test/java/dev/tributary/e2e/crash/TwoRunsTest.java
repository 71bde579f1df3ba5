// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.tck.memory.MemoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runs of one pipeline meet at every pair of steps. One reads orders with items, the other
 * orders with payments, so that their loads touch different tables; whoever won a load, its orders
 * are in one of the two, by the same load.
 */
class TwoRunsTest {

  private static final Variant RACE = Variant.RACE;
  private static final String ROOT = "id, _load_id";
  private static final String CHILD = "_root_id AS id, _load_id";

  /** Where the first run halts while the second begins, and where that one does meanwhile. */
  private record Meeting(Moment first, Moment second) {}

  @TempDir Path folder;

  @Test
  void whereverTwoRunsMeetEveryRowArrivesOnce() {
    List<Meeting> meetings = new ArrayList<>();
    List<Moment> seconds = before("payments");
    for (Moment first : before("items")) {
      for (Moment second : seconds) {
        meetings.add(new Meeting(first, second));
      }
    }

    List<String> differences = new Workers(folder, RACE, shop -> {}).each(meetings, this::meet);

    System.out.printf(
        "two runs: %d meetings, %d differences%n", meetings.size(), differences.size());
    assertThat(differences).isEmpty();
  }

  private String meet(Bench bench, Meeting meeting) {
    Shop shop = bench.shop();
    Attempt first = Attempt.begin(builder(shop, "items"), meeting.first());
    Attempt second = Attempt.begin(builder(shop, "payments"), meeting.second());
    String differences = unexpected("first", first.end()) + unexpected("second", second.end());
    shop.run(RACE.after());
    return differences + orders(shop);
  }

  private List<Moment> before(String children) {
    Shop shop = new Bench(folder.resolve(children), RACE, fresh -> {}).shop();
    return Moments.of(builder(shop, children)).stream()
        .filter(moment -> moment.side() == Moment.Side.BEFORE)
        .distinct()
        .toList();
  }

  private static PipelineBuilder builder(Shop shop, String children) {
    MemoryStream orders = RACE.stream(0);
    for (int id = 0; id < RACE.after(); id++) {
      Orders.add(orders, id, Set.of(children));
    }
    return shop.builder(orders, shop.sink());
  }

  private static String unexpected(String run, Optional<ErrorCode> failure) {
    return failure
        .filter(code -> code != ErrorCode.LOAD_SUPERSEDED)
        .map(code -> "the " + run + " run failed with " + code + "; ")
        .orElse("");
  }

  private static String orders(Shop shop) {
    try (Lake lake = new Lake(shop)) {
      Map<String, Integer> orders = DuckRows.of(lake.table("orders"), ROOT);
      Map<String, Integer> children = new TreeMap<>();
      for (String child : lake.tables()) {
        if (!child.equals("orders")) {
          DuckRows.of(lake.table(child), CHILD)
              .forEach((row, times) -> children.merge(row, times, Integer::sum));
        }
      }
      List<String> leftovers = Leftovers.of(shop, lake);
      boolean right =
          orders.size() == RACE.after()
              && orders.values().stream().allMatch(times -> times == 1)
              && children.equals(orders)
              && leftovers.isEmpty();
      return right ? "" : "orders " + orders + ", children " + children + ", left " + leftovers;
    }
  }
}
