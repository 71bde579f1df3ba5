// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import static dev.tributary.tck.Mutants.assertFails;

import dev.tributary.batch.Batch;
import dev.tributary.check.CheckProvider;
import dev.tributary.check.RowCheck;
import dev.tributary.config.Config;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.load.LoadId;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks that break a rule fail that rule, and a good one breaks none. */
class CheckMutantsTest {

  /** Numbers must be even; null is. */
  public static class Even implements CheckProvider {

    private static final Setting<String> COLUMN = Setting.text("column").required();

    @Override
    public String name() {
      return "even";
    }

    @Override
    public Settings settings() {
      return Settings.of(COLUMN);
    }

    @Override
    public RowCheck open(Config config, Schema table, LoadId load) {
      String column = config.get(COLUMN);
      if (table.indexOf(column) < 0) {
        throw new IllegalArgumentException("there is no column '" + column + "'");
      }
      return new EvenRows(column);
    }
  }

  static class EvenRows implements RowCheck {

    final String column;

    EvenRows(String column) {
      this.column = column;
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }

    @Override
    public void look(Batch batch, IntConsumer fails) {
      int index = batch.schema().indexOf(column);
      for (int row = 0; index >= 0 && row < batch.rows(); row++) {
        if (batch.column(index).value(row) instanceof Long number && number % 2 != 0) {
          fails.accept(row);
        }
      }
    }
  }

  static class Good extends CheckContract {
    @Override
    protected CheckProvider newProvider() {
      return new Even();
    }

    @Override
    protected Map<String, Object> settings() {
      return Map.of("column", "n");
    }

    @Override
    protected Schema table() {
      return Schema.of(Field.optional("note", Type.STRING), Field.optional("n", Type.LONG));
    }

    @Override
    protected List<Map<String, @Nullable Object>> rows() {
      return List.of(
          Map.of("n", 1L), Map.of("n", 2L, "note", "two"), Map.of("note", "none"), Map.of("n", 7L));
    }
  }

  /** A provider of checks that are broken in one way. */
  abstract static class Broken extends Good {

    abstract RowCheck broken(String column);

    @Override
    protected CheckProvider newProvider() {
      return new Even() {
        @Override
        public RowCheck open(Config config, Schema table, LoadId load) {
          super.open(config, table, load);
          return broken("n");
        }
      };
    }
  }

  @Test
  void aGoodCheckFailsNoRule() {
    assertFails(Good.class);
  }

  @Test
  void aProviderThatNobodyFindsFails() {
    assertFails(Unknown.class, "H1.1");
  }

  static class Unknown extends Good {
    @Override
    protected CheckProvider newProvider() {
      return new Even() {
        @Override
        public String name() {
          return "uneven";
        }
      };
    }
  }

  @Test
  void aCheckThatTellsRowsTwiceFails() {
    assertFails(TellsTwice.class, "H1.2");
  }

  static class TellsTwice extends Broken {
    @Override
    RowCheck broken(String column) {
      return new EvenRows(column) {
        @Override
        public void look(Batch batch, IntConsumer fails) {
          super.look(
              batch,
              row -> {
                fails.accept(row);
                fails.accept(row);
              });
        }
      };
    }
  }

  @Test
  void aCheckThatNumbersRowsThroughAllBatchesFails() {
    assertFails(NumbersThrough.class, "H1.3");
  }

  static class NumbersThrough extends Broken {
    @Override
    RowCheck broken(String column) {
      return new EvenRows(column) {
        private int before;

        @Override
        public void look(Batch batch, IntConsumer fails) {
          super.look(batch, row -> fails.accept(before + row));
          before += batch.rows();
        }
      };
    }
  }

  @Test
  void aCheckThatNeedsMoreThanItAsksForFails() {
    assertFails(NeedsMore.class, "H1.4");
  }

  static class NeedsMore extends Broken {
    @Override
    RowCheck broken(String column) {
      return new EvenRows(column) {
        @Override
        public void look(Batch batch, IntConsumer fails) {
          super.look(
              batch,
              row -> {
                if (batch.row(row).get("note") == null) {
                  fails.accept(row);
                }
              });
        }
      };
    }
  }

  @Test
  void aCheckThatTakesColumnsForGrantedFails() {
    assertFails(TakesForGranted.class, "H1.5");
  }

  static class TakesForGranted extends Broken {
    @Override
    RowCheck broken(String column) {
      return new EvenRows(column) {
        @Override
        public void look(Batch batch, IntConsumer fails) {
          batch.column(column);
          super.look(batch, fails);
        }
      };
    }
  }

  @Test
  void aProviderThatTakesAnyTableFails() {
    assertFails(TakesAnyTable.class, "H1.6");
  }

  static class TakesAnyTable extends Good {
    @Override
    protected CheckProvider newProvider() {
      return new Even() {
        @Override
        public RowCheck open(Config config, Schema table, LoadId load) {
          return new EvenRows("n");
        }
      };
    }
  }

  @Test
  void aProviderWhoseChecksAreOneFails() {
    assertFails(SharesState.class, "H1.7");
  }

  static class SharesState extends Good {
    @Override
    protected CheckProvider newProvider() {
      java.util.Set<Object> seen = new java.util.HashSet<>();
      return new Even() {
        @Override
        public RowCheck open(Config config, Schema table, LoadId load) {
          super.open(config, table, load);
          return new EvenRows("n") {
            @Override
            public void look(Batch batch, IntConsumer fails) {
              super.look(
                  batch,
                  row -> {
                    if (seen.add(batch.row(row).toMap().get("n"))) {
                      fails.accept(row);
                    }
                  });
            }
          };
        }
      };
    }
  }
}
