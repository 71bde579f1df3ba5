// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.check.CheckProvider;
import dev.tributary.check.RowCheck;
import dev.tributary.load.LoadId;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CheckProvider} and its {@link RowCheck}s promise. A test of a check extends
 * this and writes the four methods; rules are numbered H1.
 */
public abstract class CheckContract {

  private static final LoadId LOAD =
      LoadId.of(Instant.parse("2026-11-21T12:00:00Z"), 1, "k3v9x2m1");

  protected abstract CheckProvider newProvider();

  /** What a user writes beside the type. */
  protected abstract Map<String, Object> settings();

  /**
   * The columns of a table that it can check, none of them required; where it asks for columns, at
   * least one more.
   */
  protected abstract Schema table();

  /** Rows of the table, of which some fail and some do not. */
  protected abstract List<Map<String, @Nullable Object>> rows();

  /** What a check says of some rows: the numbers of those that fail, and of the whole. */
  private record Said(List<Integer> failed, Optional<String> whole) {}

  @Test
  @DisplayName("H1.1 a provider has a lower-case name and is found by it")
  void h1_1_itIsFoundByItsName() {
    CheckProvider provider = newProvider();

    assertThat(provider.name()).matches("[a-z][a-z0-9-]*");
    assertThat(ServiceLoader.load(CheckProvider.class))
        .extracting(CheckProvider::name)
        .contains(provider.name());
  }

  @Test
  @DisplayName("H1.2 some rows fail and some do not, each told once")
  void h1_2_someRowsFail() {
    List<Integer> failed = say(newProvider(), rows(), rows().size(), table()).failed();

    assertThat(failed).isNotEmpty().hasSizeLessThan(rows().size()).doesNotHaveDuplicates();
    assertThat(failed).allSatisfy(row -> assertThat(row).isBetween(0, rows().size() - 1));
  }

  @Test
  @DisplayName("H1.3 the same rows fail however they are cut into batches")
  void h1_3_batchesDoNotMatter() {
    Said whole = say(newProvider(), rows(), rows().size(), table());

    assertThat(say(newProvider(), rows(), 1, table())).isEqualTo(whole);
    assertThat(say(newProvider(), rows(), 2, table())).isEqualTo(whole);
  }

  @Test
  @DisplayName("H1.4 the columns it asks for are enough, in whatever order they come")
  void h1_4_itsColumnsAreEnough() {
    List<Field> asked = new ArrayList<>();
    for (Field field : table().fields()) {
      if (looksAt(field)) {
        asked.add(0, field);
      }
    }

    assertThat(say(newProvider(), rows(), 2, Schema.of(asked)))
        .isEqualTo(say(newProvider(), rows(), 2, table()));
  }

  @Test
  @DisplayName("H1.5 columns that a batch lacks are columns of nulls")
  void h1_5_columnsMayBeMissing() {
    List<Field> others = table().fields().stream().filter(field -> !looksAt(field)).toList();
    List<Map<String, @Nullable Object>> nulls = new ArrayList<>();
    rows().forEach(row -> nulls.add(Map.of()));

    assertThat(say(newProvider(), nulls, 2, Schema.of(others)))
        .isEqualTo(say(newProvider(), nulls, 2, table()));
  }

  @Test
  @DisplayName("H1.6 a table without the columns it asks for is refused before any row is read")
  void h1_6_aTableThatItCannotCheckIsRefused() {
    CheckProvider provider = newProvider();
    Schema others = Schema.of(table().fields().stream().filter(field -> !looksAt(field)).toList());
    if (!open(provider, table()).columns().isEmpty()) {
      assertThatThrownBy(() -> open(provider, others)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName("H1.7 the checks that one provider makes know nothing of each other")
  void h1_7_checksAreApart() {
    CheckProvider provider = newProvider();
    Said first = say(provider, rows(), 2, table());

    assertThat(say(provider, rows(), 2, table())).isEqualTo(first);
  }

  private boolean looksAt(Field field) {
    List<String> columns = open(newProvider(), table()).columns();
    return columns.isEmpty() || columns.contains(field.name());
  }

  private RowCheck open(CheckProvider provider, Schema table) {
    return provider.open(provider.settings().read(provider.name(), settings()), table, LOAD);
  }

  private Said say(
      CheckProvider provider,
      List<Map<String, @Nullable Object>> rows,
      int batchRows,
      Schema batches) {
    RowCheck check = open(provider, table());
    List<Integer> failed = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchRows) {
      int first = from;
      List<Map<String, @Nullable Object>> some =
          rows.subList(from, Math.min(rows.size(), from + batchRows));
      check.look(
          Batches.of(batches, some.stream().map(row -> only(row, batches)).toList()),
          row -> failed.add(first + row));
    }
    failed.sort(null);
    return new Said(failed, check.end());
  }

  private static Map<String, @Nullable Object> only(
      Map<String, @Nullable Object> row, Schema batches) {
    Map<String, @Nullable Object> some = new HashMap<>(row);
    some.keySet().removeIf(name -> batches.indexOf(name) < 0);
    return some;
  }
}
