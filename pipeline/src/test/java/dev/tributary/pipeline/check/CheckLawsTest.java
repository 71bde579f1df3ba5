// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Checks of random rows find what a simple model of each check finds in a list of rows. */
class CheckLawsTest {

  private static final Schema TABLE =
      Schema.of(
          Field.optional("a", Type.LONG),
          Field.optional("b", Type.decimal(12, 2)),
          Field.optional("c", Type.STRING));
  private static final Schema NARROW =
      Schema.of(Field.optional("a", Type.INT), Field.optional("c", Type.STRING));

  /** A row as the model has it: numbers are decimals, whatever they are stored as. */
  private record Row(@Nullable BigDecimal a, @Nullable BigDecimal b, @Nullable String c) {

    @Nullable Object get(String column) {
      return switch (column) {
        case "a" -> a;
        case "b" -> b;
        default -> c;
      };
    }
  }

  private final List<Row> rows = new ArrayList<>();

  @Property(tries = 150)
  void aConditionFailsForTheRowsForWhichItIsFalse(@ForAll long seed) {
    Random random = new Random(seed);
    StagedTable table = table(random);
    Modelled condition = condition(random, 2);

    CheckOutcome outcome = table.answer(Check.that(condition.condition()));

    long failed = rows.stream().filter(row -> isFalse(condition.model().apply(row))).count();
    assertThat(outcome.failed()).as(condition + " of " + rows).isEqualTo(failed);
    assertThat(outcome.result()).isEqualTo(failed == 0 ? Result.PASSED : Result.FAILED);
    assertThat(outcome.rows()).isEqualTo(rows.size());
    assertThat(outcome.samples()).hasSize((int) Math.min(5, failed));
  }

  @Property(tries = 100)
  void aShareOfTheRowsMayFail(@ForAll long seed) {
    Random random = new Random(seed);
    StagedTable table = table(random);
    int percent = random.nextInt(101);

    CheckOutcome outcome = table.answer(Check.notNull("c").withShare(percent / 100.0));

    long present = rows.stream().filter(row -> row.c() != null).count();
    assertThat(outcome.result())
        .isEqualTo(present * 100 >= percent * (long) rows.size() ? Result.PASSED : Result.FAILED);
  }

  @Property(tries = 150)
  void keysAreUniqueWhenASetHoldsAsManyHoweverFewFitInMemory(@ForAll long seed) {
    Random random = new Random(seed);
    StagedTable table = table(random);
    List<String> key = key(random);

    CheckOutcome outcome =
        table.answer(Check.unique(key.toArray(String[]::new)), 1 + random.nextInt(20));

    Set<List<Object>> seen = new HashSet<>();
    long repeated = keys(key).stream().filter(each -> !seen.add(each)).count();
    assertThat(outcome.failed()).as(key + " of " + rows).isEqualTo(repeated);
  }

  @Property(tries = 150)
  void referencesAreRightWhenTheOtherTableHasThemHoweverFewFitInMemory(@ForAll long seed) {
    Random random = new Random(seed);
    StagedTable table = table(random);
    Set<Object> known = new HashSet<>();
    List<Map<String, @Nullable Object>> others = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      long id = random.nextInt(8) - 2;
      known.add(number(id));
      others.add(Map.of("id", id));
    }
    table.visible("customers", Schema.of(Field.optional("id", Type.LONG)), others);

    CheckOutcome outcome =
        table.answer(
            Check.references(List.of("b"), "customers", List.of("id")), 1 + random.nextInt(6));

    long missing = rows.stream().filter(row -> row.b() != null && !known.contains(row.b())).count();
    assertThat(outcome.failed()).as(known + " of " + rows).isEqualTo(missing);
    assertThat(outcome.rows()).isEqualTo(rows.size());
  }

  @Property(tries = 60)
  void checksAnsweredTogetherAreAnsweredAsEachAlone(@ForAll long seed) {
    Random random = new Random(seed);
    StagedTable table = table(random);
    table.visible("customers", Schema.of(Field.optional("id", Type.LONG)), List.of());
    List<Check> checks = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      checks.add(
          switch (random.nextInt(4)) {
            case 0 -> Check.that(condition(random, 2).condition());
            case 1 -> Check.unique(key(random).toArray(String[]::new));
            case 2 -> Check.rows(random.nextInt(20), 40);
            default -> Check.references(List.of("a"), "customers", List.of("id"));
          });
    }

    List<CheckOutcome> together = table.answers(checks, 3);

    List<CheckOutcome> alone = checks.stream().map(check -> table.answer(check, 3)).toList();
    assertThat(together)
        .extracting(CheckOutcome::failed, CheckOutcome::result, CheckOutcome::detail)
        .isEqualTo(
            alone.stream()
                .map(
                    it ->
                        org.assertj.core.groups.Tuple.tuple(it.failed(), it.result(), it.detail()))
                .toList());
  }

  /** Some files, of which some have narrower columns, and one fewer. */
  private StagedTable table(Random random) {
    rows.clear();
    StagedTable table = new StagedTable(TABLE);
    for (int file = random.nextInt(4); file >= 0; file--) {
      boolean narrow = random.nextInt(3) == 0;
      List<Map<String, @Nullable Object>> staged = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        Row row = row(random, narrow);
        rows.add(row);
        staged.add(stored(row, narrow));
      }
      table.stage(narrow ? NARROW : TABLE, staged);
    }
    return table;
  }

  private static Row row(Random random, boolean narrow) {
    BigDecimal a = random.nextInt(4) == 0 ? null : number(random.nextInt(7) - 2);
    BigDecimal b =
        narrow || random.nextInt(4) == 0
            ? null
            : new BigDecimal(random.nextInt(14) - 4).divide(new BigDecimal(2)).stripTrailingZeros();
    String c = random.nextInt(4) == 0 ? null : "xyz".substring(random.nextInt(3));
    return new Row(a, b == null ? null : canonical(b), c);
  }

  private static Map<String, @Nullable Object> stored(Row row, boolean narrow) {
    Map<String, @Nullable Object> stored = new HashMap<>();
    BigDecimal a = row.a();
    stored.put("a", a == null ? null : narrow ? (Object) a.intValueExact() : a.longValueExact());
    stored.put("c", row.c());
    if (!narrow) {
      stored.put("b", row.b());
    }
    return stored;
  }

  private static BigDecimal number(long value) {
    return canonical(new BigDecimal(value));
  }

  private static BigDecimal canonical(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  private List<List<Object>> keys(List<String> columns) {
    List<List<Object>> keys = new ArrayList<>();
    for (Row row : rows) {
      List<Object> key = new ArrayList<>();
      columns.stream().map(row::get).filter(Objects::nonNull).forEach(key::add);
      if (key.size() == columns.size()) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static List<String> key(Random random) {
    List<String> columns = new ArrayList<>(List.of("a", "b", "c"));
    java.util.Collections.shuffle(columns, random);
    return columns.subList(0, 1 + random.nextInt(3));
  }

  /** A condition and what it means: true, false, or null for neither. */
  private record Modelled(Condition condition, Function<Row, @Nullable Boolean> model) {
    @Override
    public String toString() {
      return condition.toString();
    }
  }

  private static Modelled condition(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 7);
    if (kind > 3) {
      Modelled first = condition(random, depth - 1);
      Modelled second = condition(random, depth - 1);
      return switch (kind) {
        case 4 ->
            new Modelled(
                Condition.all(first.condition(), second.condition()),
                row -> and(first.model().apply(row), second.model().apply(row)));
        case 5 ->
            new Modelled(
                Condition.any(first.condition(), second.condition()),
                row -> not(and(not(first.model().apply(row)), not(second.model().apply(row)))));
        default ->
            new Modelled(Condition.not(first.condition()), row -> not(first.model().apply(row)));
      };
    }
    Comparison comparison = Comparison.values()[random.nextInt(6)];
    BigDecimal constant = new BigDecimal(random.nextInt(10) - 4).divide(new BigDecimal(2));
    return switch (kind) {
      case 0 ->
          new Modelled(Condition.notNull("a", "c"), row -> row.a() != null && row.c() != null);
      case 1 ->
          new Modelled(
              Condition.accepted("c", "xyz", "z"),
              row -> row.c() == null ? null : Set.of("xyz", "z").contains(row.c()));
      case 2 ->
          new Modelled(
              Condition.columns("a", comparison, "b"),
              row -> compare(row.a(), comparison, row.b()));
      default ->
          new Modelled(
              Condition.value("b", comparison, constant.toPlainString()),
              row -> compare(row.b(), comparison, constant));
    };
  }

  private static @Nullable Boolean compare(
      @Nullable BigDecimal a, Comparison comparison, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return null;
    }
    int order = a.compareTo(b);
    return switch (comparison) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case MORE -> order > 0;
      case AT_LEAST -> order >= 0;
    };
  }

  private static @Nullable Boolean and(@Nullable Boolean a, @Nullable Boolean b) {
    if (isFalse(a) || isFalse(b)) {
      return false;
    }
    return a == null || b == null ? null : Boolean.TRUE;
  }

  private static @Nullable Boolean not(@Nullable Boolean value) {
    return value == null ? null : !value;
  }

  private static boolean isFalse(@Nullable Boolean value) {
    return value != null && !value;
  }
}
