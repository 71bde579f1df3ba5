// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.tck.memory.MemoryStream;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that fails a check leaves a lake as it was, for whoever looks with whatever engine. */
class FailedCheckTest {

  @TempDir Path folder;

  @Test
  void nothingIsLeftOfALoadThatFailsAndMendedRowsComeOnce() {
    Shop shop = new Bench(folder.resolve("bench"), Variant.CHECKED, fresh -> {}).shop();
    Evidence before = Evidence.of(shop);

    assertThat(run(shop, withAnOrderTwice())).isEqualTo(ErrorCode.CHECK_FAILED);

    assertThat(Evidence.of(shop)).isEqualTo(before);
    shop.run(Variant.CHECKED.after());
    assertThat(Evidence.of(shop))
        .isEqualTo(Evidence.undisturbed(folder.resolve("undisturbed"), Variant.CHECKED));
  }

  private static MemoryStream withAnOrderTwice() {
    MemoryStream stream = Variant.CHECKED.stream(Variant.CHECKED.before());
    Orders.add(stream, 4, Set.of("items"));
    Orders.add(stream, 4, Set.of("items"));
    return stream;
  }

  private static ErrorCode run(Shop shop, MemoryStream stream) {
    try (Pipeline pipeline = shop.builder(stream, shop.sink()).build()) {
      return pipeline.run().worst().map(TributaryException::code).orElseThrow();
    }
  }
}
