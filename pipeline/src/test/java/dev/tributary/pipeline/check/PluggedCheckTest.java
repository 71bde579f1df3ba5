// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.batch.Batch;
import dev.tributary.check.CheckProvider;
import dev.tributary.check.RowCheck;
import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.pipeline.check.CheckOutcome.Result;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** Checks that somebody else wrote. */
class PluggedCheckTest {

  private static final Schema TABLE =
      Schema.of(Field.optional("n", Type.LONG), Field.optional("note", Type.STRING));

  private final StagedTable table =
      new StagedTable(TABLE)
          .stage(Map.of("n", 1L))
          .stage(Map.of("n", 2L, "note", "two"))
          .stage(Map.of("n", 3L));

  /** Numbers must be even, and there must be at most so many rows. */
  public static class Even implements CheckProvider {

    static final Setting<String> COLUMN = Setting.text("column").required();
    static final Setting<Long> ROWS = Setting.number("rows-max", 0, 100).orElse(100L);

    @Override
    public String name() {
      return "even";
    }

    @Override
    public Settings settings() {
      return Settings.of(COLUMN, ROWS);
    }

    @Override
    public RowCheck open(Config config, Schema schema, LoadId load) {
      String column = config.get(COLUMN);
      if (schema.field(column).filter(field -> field.type().equals(Type.LONG)).isEmpty()) {
        throw new IllegalArgumentException("'" + column + "' is not a column of longs");
      }
      return new EvenRows(column, config.get(ROWS));
    }
  }

  private static final class EvenRows implements RowCheck {

    private final String column;
    private final long rowsMax;
    private long rows;

    EvenRows(String column, long rowsMax) {
      this.column = column;
      this.rowsMax = rowsMax;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public void look(Batch batch, IntConsumer fails) {
      rows += batch.rows();
      for (int row = 0; row < batch.rows(); row++) {
        if (batch.column(column).value(row) instanceof Long number && number % 2 != 0) {
          fails.accept(row);
        }
      }
    }

    @Override
    public Optional<String> end() {
      return rows > rowsMax ? Optional.of("there are " + rows + " rows") : Optional.empty();
    }
  }

  @Test
  void itSaysWhichRowsFail() {
    CheckOutcome outcome = table.answer(bound(new Even(), Map.of("column", "n")));

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.failed()).isEqualTo(2);
    assertThat(outcome.samples()).containsExactly(Map.of("n", 1L), Map.of("n", 3L));
    assertThat(outcome.detail()).isEqualTo("2 of 3 rows fail");
  }

  @Test
  void itSaysWhatIsWrongWithTheWhole() {
    CheckOutcome outcome = table.answer(bound(new Even(), Map.of("column", "n", "rows-max", 2)));

    assertThat(outcome.detail()).isEqualTo("there are 3 rows");
  }

  @Test
  void aTableThatItCannotCheckIsRefused() {
    assertThatThrownBy(() -> table.answer(bound(new Even(), Map.of("column", "note"))))
        .hasMessageContaining("check 'even' of table 'orders' is wrong: 'note' is not a column");
  }

  @Test
  void itsSettingsAreReadLikeAllOthers() {
    List<String> problems = new ArrayList<>();

    Check.of("even", Map.of("colum", "n"))
        .bound("streams.orders.checks", name -> new Even(), problems);

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "streams.orders.checks.even.column is missing",
            "streams.orders.checks.even.colum is not a setting; did you mean 'column'?");
  }

  @Test
  void whatItThrowsIsItsAuthorsFault() {
    Check broken =
        bound(
            new Even() {
              @Override
              public RowCheck open(Config config, Schema schema, LoadId load) {
                return (batch, fails) -> fails.accept(1_000);
              }
            },
            Map.of("column", "n"));

    assertThatThrownBy(() -> table.answer(broken))
        .isInstanceOfSatisfying(
            TributaryException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_BROKEN))
        .hasMessageContaining("'even'");
  }

  private static Check bound(CheckProvider provider, Map<String, Object> settings) {
    List<String> problems = new ArrayList<>();
    Check check = Check.of("even", settings).bound("checks", name -> provider, problems);
    assertThat(problems).isEmpty();
    return check;
  }
}
