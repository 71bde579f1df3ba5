// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  private static final int LIMIT = 63;

  @ParameterizedTest
  @CsvSource({
    "userId, user_id",
    "User ID, user_id",
    "HTTPServer, http_server",
    "user2Name, user2_name",
    "address1, address1",
    "a__b, a_b",
    "a-.b, a_b",
    "_id, _id",
    "__id_, _id",
    "2nd, _2nd",
    "$amount%, amount",
    "GrößeÄndern, größe_ändern",
    "用户ID, 用户_id",
    "'', unnamed",
    "%%, unnamed"
  })
  void namesBecomeSnakeCaseInTheirOwnScript(String source, String expected) {
    assertThat(Names.normal(source, LIMIT)).isEqualTo(expected);
  }

  @Test
  void aLongNameIsCutAndEndsInAHashOfTheWhole() {
    String first = Names.normal("a".repeat(100) + "b", 30);
    String second = Names.normal("a".repeat(100) + "c", 30);

    assertThat(first).hasSize(30).startsWith("a".repeat(21) + "_").isNotEqualTo(second);
  }

  @Test
  void aLimitThatLeavesNoRoomIsRefused() {
    assertThatThrownBy(() -> Names.normal("a", 15)).hasMessageContaining("15");
  }

  @Test
  void namesThatWouldMergeAreToldApart() {
    Map<String, String> names = Names.resolve(List.of("userId", "user_id"), LIMIT, true);

    assertThat(names.get("user_id")).isEqualTo("user_id");
    assertThat(names.get("userId")).matches("user_id_[0-9a-f]{8}");
  }

  @Test
  void aNameThatWasGivenBeforeStays() {
    Map<String, String> names =
        Names.resolve(Map.of("userId", "user_id"), List.of("user_id", "userId"), LIMIT, true);

    assertThat(names.get("userId")).isEqualTo("user_id");
    assertThat(names.get("user_id")).matches("user_id_[0-9a-f]{8}");
  }

  @Test
  void namesThatDifferOnlyInCaseAreOneWhereTheSinkSaysSo() {
    List<String> greek = List.of("ς", "σ");

    assertThat(Names.resolve(greek, LIMIT, true)).containsEntry("ς", "ς").containsEntry("σ", "σ");
    assertThat(Names.resolve(greek, LIMIT, false).values()).doesNotContain("σ").contains("ς");
  }

  @Property(tries = 1000)
  void normalisingTwiceIsNormalisingOnce(
      @ForAll("names") String name, @ForAll @IntRange(min = 16, max = 40) int limit) {
    String once = Names.normal(name, limit);

    assertThat(Names.normal(once, limit)).isEqualTo(once);
  }

  @Property(tries = 1000)
  void aNormalNameIsLegal(
      @ForAll("names") String name, @ForAll @IntRange(min = 16, max = 40) int limit) {
    String normal = Names.normal(name, limit);

    assertThat(normal.length()).isBetween(1, limit);
    assertThat(normal).doesNotContain("__").doesNotEndWith("_");
    assertThat(Character.isDigit(normal.codePointAt(0))).isFalse();
    assertThat(normal.codePoints())
        .allMatch(
            point ->
                point == '_'
                    || Character.isLetterOrDigit(point)
                    || Character.getType(point) == Character.NON_SPACING_MARK
                    || Character.getType(point) == Character.COMBINING_SPACING_MARK);
  }

  @Property(tries = 300)
  void noTwoNamesAreEverMerged(@ForAll("manyNames") List<String> names) {
    Map<String, String> resolved = Names.resolve(names, 20, false);

    assertThat(resolved.keySet()).isEqualTo(new HashSet<>(names));
    assertThat(resolved.values().stream().map(name -> name.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    assertThat(resolved.values()).allMatch(name -> name.length() <= 20);
  }

  @Property(tries = 300)
  void theOrderOfArrivalHasNoInfluence(
      @ForAll("manyNames") List<String> names, @ForAll Random random) {
    List<String> shuffled = new ArrayList<>(names);
    Collections.shuffle(shuffled, random);

    assertThat(Names.resolve(shuffled, 20, true)).isEqualTo(Names.resolve(names, 20, true));
  }

  @Property(tries = 300)
  void resolvedNamesResolveToThemselves(@ForAll("manyNames") List<String> names) {
    List<String> given = List.copyOf(Names.resolve(names, 20, true).values());

    Names.resolve(given, 20, true).forEach((from, to) -> assertThat(to).isEqualTo(from));
  }

  @Property(tries = 300)
  void aNameOnceGivenStaysWhateverComes(
      @ForAll("manyNames") List<String> names, @ForAll("manyNames") List<String> more) {
    Map<String, String> known = Names.resolve(names, 20, true);
    List<String> all = new ArrayList<>(more);
    all.addAll(names);

    Map<String, String> resolved = Names.resolve(known, all, 20, true);

    assertThat(resolved).containsAllEntriesOf(known);
    assertThat(resolved.values()).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.strings().withChars("aBcD1_ -.éÄİßςΣǅϒ\u0301\u0308用ⅧⒶ").ofMaxLength(30));
  }

  @Provide
  Arbitrary<List<String>> manyNames() {
    return Arbitraries.strings().withChars("aA_bB 1").ofMaxLength(4).list().ofMaxSize(40);
  }
}
