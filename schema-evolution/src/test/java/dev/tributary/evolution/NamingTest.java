// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Naming.Collision;
import dev.tributary.evolution.Naming.Named;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NamingTest {

  private static final Naming NAMING = Naming.of(63, true);

  @Test
  void fieldsAreNamedAtEveryLevelButKeysOfMapsAreData() {
    Type order = struct("orderNo");
    Schema source =
        Schema.of(
            Field.optional("lastOrder", order),
            Field.optional("allOrders", Type.list(Type.list(order))),
            Field.required("byShop", new Type.MapOf(struct("shopNo"), order, true)));

    assertThat(NAMING.name(source).schema())
        .isEqualTo(
            Schema.of(
                Field.optional("last_order", struct("order_no")),
                Field.optional("all_orders", Type.list(Type.list(struct("order_no")))),
                Field.required(
                    "by_shop", new Type.MapOf(struct("shopNo"), struct("order_no"), true))));
  }

  @Test
  void rowsAreRenamedWithoutACopy() {
    Schema source = schema("userId");
    BatchBuilder builder = new BatchBuilder(source);
    builder.add(Map.of("userId", 7L));
    Batch batch = builder.build();

    Batch named = NAMING.name(source).apply(batch);

    assertThat(named.toMaps()).containsExactly(Map.of("user_id", 7L));
    assertThat(named.column(0)).isSameAs(batch.column(0));
  }

  @Test
  void whatIsNamedWellIsTheVeryBatch() {
    Batch batch = new BatchBuilder(schema("user_id")).build();

    assertThat(NAMING.name(batch.schema()).apply(batch)).isSameAs(batch);
  }

  @Test
  void aBatchOfOtherFieldsIsRefused() {
    Named named = NAMING.name(schema("a"));

    assertThatThrownBy(() -> named.apply(new BatchBuilder(schema("b")).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fieldsThatWouldMergeAreToldApartAndReported() {
    Schema source = Schema.of(Field.optional("who", struct("userId", "user_id", "User ID", "x")));

    Named named = NAMING.name(source);

    assertThat(named.collisions()).hasSize(1);
    Collision collision = named.collisions().get(0);
    assertThat(collision.parents()).containsExactly("who");
    assertThat(collision.names()).containsOnlyKeys("userId", "user_id", "User ID");
    assertThat(collision.names()).containsEntry("user_id", "user_id");
    assertThat(new HashSet<>(collision.names().values())).hasSize(3);
  }

  @Test
  void fieldsOfUnlikeNamesAreNoCollision() {
    assertThat(NAMING.name(schema("userId", "id", "x".repeat(500))).collisions()).isEmpty();
  }

  @Test
  void aFieldKeepsItsNameWhenOneOfALikeNameAppearsLater() {
    Map<FieldPath, String> given = NAMING.name(schema("userId")).given();

    Named named = NAMING.knowing(given).name(schema("user_id", "userId"));

    assertThat(named.given()).containsEntry(FieldPath.of("userId"), "user_id");
    assertThat(named.given().get(FieldPath.of("user_id"))).startsWith("user_id_");
    assertThat(named.collisions()).hasSize(1);
  }

  @Test
  void aNewFieldNeverTakesANameOfOneThatIsNotThere() {
    Map<FieldPath, String> given = NAMING.name(schema("userId")).given();

    Named named = NAMING.knowing(given).name(schema("user_id"));

    assertThat(named.schema().indexOf("user_id")).isEqualTo(-1);
    assertThat(named.collisions().get(0).names()).containsEntry("userId", "user_id");
  }

  @Test
  void batchesWhoseLikeNamesNeverMetAreNamedAgain() {
    Schema joined = SchemaJoin.join(schema("userId"), schema("user_id"));

    Naming again = NAMING.again(joined).orElseThrow();

    assertThat(again.name(schema("userId")).schema()).isNotEqualTo(schema("user_id"));
    assertThat(again.name(schema("user_id")).schema()).isEqualTo(schema("user_id"));
    assertThat(again.again(joined)).isEmpty();
    assertThat(NAMING.again(schema("userId", "x"))).isEmpty();
  }

  @Test
  void whatIsInsideOfAFieldCanKeepItsNames() {
    Schema source = Schema.of(Field.optional("byUser", struct("u-1", "U 1")));

    Named named = NAMING.leaving(Set.of(FieldPath.of("byUser"))).name(source);

    assertThat(named.schema())
        .isEqualTo(Schema.of(Field.optional("by_user", struct("u-1", "U 1"))));
    assertThat(named.collisions()).isEmpty();
  }

  @Test
  void aNamingTravelsAsPlainValues() {
    Schema source = schema("userId", "user_id", "a.b");
    Naming naming =
        Naming.of(20, false)
            .knowing(Map.of(FieldPath.of("userId"), "user_id", FieldPath.of("x", "y"), "z"))
            .leaving(Set.of(FieldPath.of("a.b")));

    Naming arrived = Naming.fromFields(naming.toFields());

    assertThat(arrived.toFields()).isEqualTo(naming.toFields());
    assertThat(arrived.name(source)).isEqualTo(naming.name(source));
    assertThatThrownBy(() -> Naming.fromFields(naming.toFields().with("version", 2)))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining("version 2");
  }

  @Property(tries = 100)
  void namesAreLegalUniqueAndFit(
      @ForAll("manyNames") Set<String> names, @ForAll @IntRange(min = 16, max = 40) int limit) {
    Naming naming = Naming.of(limit, false);
    Schema source = nested(names);

    Type.Struct given =
        (Type.Struct) ((Type.ListOf) naming.name(source).schema().fields().get(0).type()).element();

    List<String> fields = given.fields().stream().map(Field::name).toList();
    assertThat(fields).hasSameSizeAs(names).allMatch(name -> name.length() <= limit);
    assertThat(fields.stream().map(name -> name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(fields).noneMatch(name -> Character.isDigit(name.codePointAt(0)));
  }

  @Property(tries = 100)
  void theOrderOfFieldsHasNoInfluence(
      @ForAll("manyNames") Set<String> names, @ForAll Random random) {
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);

    Named named = NAMING.name(schema(shuffled.toArray(String[]::new)));

    assertThat(named.given()).isEqualTo(NAMING.name(schema(names.toArray(String[]::new))).given());
    assertThat(new HashSet<>(named.collisions()))
        .isEqualTo(new HashSet<>(NAMING.name(schema(names.toArray(String[]::new))).collisions()));
  }

  @Property(tries = 100)
  void namingTwiceIsNamingOnce(@ForAll("manyNames") Set<String> names) {
    Schema once = NAMING.name(nested(names)).schema();

    assertThat(NAMING.name(once).schema()).isSameAs(once);
  }

  @Property(tries = 100)
  void partsAreNamedAsTheWholeOrAllAreNamedAgain(
      @ForAll("manyNames") Set<String> some, @ForAll("manyNames") Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    Schema whole = nested(all);

    Naming settled = NAMING.again(whole).orElse(NAMING);

    Map<FieldPath, String> given = settled.name(whole).given();
    assertThat(given).containsAllEntriesOf(settled.name(nested(some)).given());
    assertThat(given).containsAllEntriesOf(settled.name(nested(others)).given());
    assertThat(settled.again(whole)).isEmpty();
  }

  @Provide
  Arbitrary<Set<String>> manyNames() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withChars("aA_bB 1").ofMinLength(1).ofMaxLength(4),
            Arbitraries.strings().withChars("aé\u0301用שלם١😀\u202e").ofMinLength(1).ofMaxLength(9),
            Arbitraries.of("x", "y").map(letter -> letter.repeat(1_000)),
            Arbitraries.of("select", "order", "_", "%", "1"))
        .set()
        .ofMaxSize(20);
  }

  private static Schema nested(Set<String> names) {
    return Schema.of(Field.optional("items", Type.list(struct(names.toArray(String[]::new)))));
  }

  private static Schema schema(String... names) {
    return Schema.of(((Type.Struct) struct(names)).fields());
  }

  private static Type struct(String... names) {
    return new Type.Struct(
        Arrays.stream(names).map(name -> Field.optional(name, Type.LONG)).toList());
  }
}
