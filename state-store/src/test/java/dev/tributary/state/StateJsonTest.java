// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of every form that was ever written are kept and must stay readable. */
class StateJsonTest {

  private static final LoadId FIRST = new LoadId("20261120T091512048Z-000001-k3v9x2m1");
  private static final LoadId SECOND = new LoadId("20261121T091512048Z-000002-abcd1234");

  @ParameterizedTest
  @MethodSource
  void everySampleOfEveryFormIsReadable(Path sample) throws IOException {
    PipelineState state = StateJson.read(Files.readString(sample));
    assertThat(StateJson.read(StateJson.write(state))).isEqualTo(state);
  }

  static List<Path> everySampleOfEveryFormIsReadable() throws Exception {
    try (Stream<Path> files = Files.walk(samples())) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(3);
      return all;
    }
  }

  @Test
  void theFullSampleOfForm1SaysThis() throws Exception {
    Position first = new Position(Fields.of("id", 41));
    Position second =
        new Position(
            Fields.of("id", 42)
                .with("boundary", List.of("a", "b"))
                .with("pages", Fields.of("eu", true)));
    StreamState orders =
        StreamState.START
            .withComplete(FIRST, first, Instant.parse("2026-11-20T09:15:13Z"))
            .withComplete(SECOND, second, Instant.parse("2026-11-21T09:15:13.000000001Z"));
    StreamState customers = StreamState.START.withPrepared(SECOND);
    Lease lease =
        new Lease(
            "run-7",
            "etl-1",
            4711,
            Instant.parse("2026-11-21T09:15:00Z"),
            Instant.parse("2026-11-21T09:20:00Z"));
    PipelineState state =
        new PipelineState(
            17,
            Map.of("public.orders", orders, "public.caf\u00e9", customers),
            Optional.of(lease),
            Map.of("refresh-token", "pbkdf2-aesgcm.600000.AAAA"));
    String sample = Files.readString(samples().resolve("v1/full.json"));
    assertThat(StateJson.read(sample)).isEqualTo(state);
    assertThat(PlainJson.read(StateJson.write(state))).isEqualTo(PlainJson.read(sample));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\":1}",
        "{\"version\":\"1\",\"revision\":1,\"streams\":{},\"credentials\":{}}",
        "{\"version\":1,\"revision\":-1,\"streams\":{},\"credentials\":{}}",
        "{\"version\":1,\"revision\":1,\"streams\":[],\"credentials\":{}}",
        "{\"version\":1,\"revision\":1,\"streams\":{},\"credentials\":{\"a\":1}}",
        "{\"version\":1,\"revision\":1,\"streams\":{},\"credentials\":{},\"more\":{}}",
        "{\"version\":1,\"revision\":1,\"streams\":{\"a\":{}},\"credentials\":{}}",
        "{\"version\":1,\"revision\":1,\"streams\":{\"a\":{\"complete\":\"7\",\"position\":{},"
            + "\"prepared\":\"none\",\"history\":[]}},\"credentials\":{}}",
        "{\"version\":1,\"revision\":1,\"streams\":{},\"lease\":{\"holder\":\"a\",\"host\":\"b\","
            + "\"pid\":1,\"since\":\"noon\",\"until\":\"noon\"},\"credentials\":{}}"
      })
  void whatIsNoStateIsUnreadable(String text) {
    assertThatThrownBy(() -> StateJson.read(text))
        .isInstanceOf(TributaryException.class)
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  @Test
  void aNewerFormAsksForANewerTributary() {
    assertThatThrownBy(() -> StateJson.read("{\"version\":2,\"everything\":\"else\"}"))
        .hasMessageContaining("form 2")
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  private static Path samples() throws URISyntaxException {
    return Path.of(StateJsonTest.class.getResource("/state").toURI());
  }
}
