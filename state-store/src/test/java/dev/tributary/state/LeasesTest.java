// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LeasesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final StateStore store = new MemoryStateStore();

  @Test
  void aFreeLeaseIsTakenAndSaysWhoHasIt() {
    assertThat(at(0).take("shop", "run-1")).isEmpty();
    assertThat(store.read("shop").lease())
        .contains(
            new Lease("run-1", "host", ProcessHandle.current().pid(), NOON, NOON.plusSeconds(60)));
  }

  @Test
  void anothersLivingLeaseIsToldAndLeftAlone() {
    at(0).take("shop", "run-1");
    PipelineState before = store.read("shop");
    assertThat(at(59).take("shop", "run-2")).isEqualTo(before.lease());
    assertThat(store.read("shop")).isEqualTo(before);
    assertThat(at(59).take("other", "run-2")).isEmpty();
  }

  @Test
  void aLeaseThatRanOutIsTakenOver() {
    at(0).take("shop", "run-1");
    assertThat(at(60).take("shop", "run-2")).isEmpty();
    assertThat(at(61).renew("shop", "run-1")).as("the first one's").isFalse();
    assertThat(store.read("shop").lease()).map(Lease::holder).contains("run-2");
  }

  @Test
  void aRenewedLeaseLastsLongerAndRemembersItsBeginning() {
    at(0).take("shop", "run-1");
    assertThat(at(50).renew("shop", "run-1")).isTrue();
    assertThat(at(100).take("shop", "run-2")).isPresent();
    assertThat(store.read("shop").lease()).map(Lease::since).contains(NOON);
  }

  @Test
  void aReleasedLeaseIsFreeAndAnothersStays() {
    at(0).take("shop", "run-1");
    at(1).release("shop", "run-2");
    assertThat(store.read("shop").lease()).isPresent();
    at(1).release("shop", "run-1");
    at(1).release("shop", "run-1");
    assertThat(store.read("shop").lease()).isEmpty();
    assertThat(at(2).renew("shop", "run-1")).isFalse();
  }

  private Leases at(int second) {
    Clock clock = Clock.fixed(NOON.plusSeconds(second), ZoneOffset.UTC);
    return new Leases(store, clock, Duration.ofSeconds(60), "host");
  }
}
