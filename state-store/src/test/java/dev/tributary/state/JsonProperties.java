// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonProperties {

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void fieldsComeBackAsTheyWere(@ForAll("fields") Fields fields) {
    assertThat(PlainJson.read(PlainJson.write(fields))).isEqualTo(fields);
    assertThat(PlainJson.read(PlainJson.write(fields)).names())
        .containsExactlyElementsOf(fields.names());
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theTextIsAsciiWithoutControlCharacters(@ForAll("fields") Fields fields) {
    String text = PlainJson.write(fields);
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
    assertThat(text.chars()).allMatch(c -> c >= ' ');
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aTextThatWasCutIsUnreadable(@ForAll("fields") Fields fields, @ForAll int at) {
    String text = PlainJson.write(fields);
    String cut = text.substring(0, Math.floorMod(at, text.length()));
    assertThatThrownBy(() -> PlainJson.read(cut))
        .extracting(e -> ((TributaryException) e).code())
        .isEqualTo(ErrorCode.STATE_UNREADABLE);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void schemasComeBackAsTheyWere(@ForAll("schemas") Schema schema) {
    String text = PlainJson.write(SchemaJson.toFields(schema));
    assertThat(SchemaJson.fromFields(PlainJson.read(text))).isEqualTo(schema);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void statesComeBackAsTheyWere(@ForAll("states") PipelineState state) {
    assertThat(StateJson.read(StateJson.write(state))).isEqualTo(state);
    assertThat(StateJson.write(StateJson.read(StateJson.write(state))))
        .isEqualTo(StateJson.write(state));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void storedNamesAreSafeAndToldApart(@ForAll("names") String one, @ForAll("names") String other) {
    assertThat(StoredName.of(one)).matches("[a-z0-9_%-]+(~[0-9a-f]{64})?").hasSizeBetween(1, 200);
    assertThat(StoredName.of(one).equals(StoredName.of(other))).isEqualTo(one.equals(other));
    assertThat(StoredName.pipeline(StoredName.of(one))).contains(one);
    String full = one.repeat(201);
    assertThat(StoredName.isShortened(StoredName.of(full))).isTrue();
    assertThat(StoredName.pipeline(StoredName.of(full))).isEmpty();
  }

  @Provide
  Arbitrary<Fields> fields() {
    return PlainValues.fields();
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return PlainValues.schemas();
  }

  @Provide
  Arbitrary<String> names() {
    return PlainValues.names();
  }

  @Provide
  Arbitrary<PipelineState> states() {
    return Combinators.combine(
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.maps(PlainValues.names(), streams()).ofMaxSize(3),
            leases().optional(),
            Arbitraries.maps(PlainValues.names(), PlainValues.names()).ofMaxSize(3))
        .as(PipelineState::new);
  }

  private static Arbitrary<StreamState> streams() {
    Arbitrary<Position> positions = PlainValues.fields().map(Position::new);
    Arbitrary<StreamState.Entry> entries =
        Combinators.combine(loads(), positions, instants()).as(StreamState.Entry::new);
    return Combinators.combine(
            loads(), positions, loads(), entries.list().ofMaxSize(3), PlainValues.fields())
        .as(StreamState::new);
  }

  private static Arbitrary<Lease> leases() {
    return Combinators.combine(
            PlainValues.names(), PlainValues.names(), Arbitraries.longs(), instants(), instants())
        .as(Lease::new);
  }

  private static Arbitrary<LoadId> loads() {
    return Arbitraries.longs()
        .between(0, 999_999)
        .map(n -> n == 0 ? LoadId.NONE : LoadId.of(Instant.ofEpochSecond(n), n, "k3v9x2m1"));
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.longs()
        .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
        .map(seconds -> Instant.ofEpochSecond(seconds, Math.floorMod(seconds, 1_000_000_000L)));
  }
}
