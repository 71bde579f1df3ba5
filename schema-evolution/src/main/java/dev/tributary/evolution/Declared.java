// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract.Rule;
import dev.tributary.evolution.Gate.Passed;
import dev.tributary.evolution.Gate.Refusal;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A declaration applied to batches: values in declared types, under declared names, defaults where
 * there is none, nothing that nobody may read. Owned by one thread.
 *
 * <p>A value that is none of the declared type goes by the contract's rule for types: to a field
 * beside, in the type that it has ({@code amount__text}), the row or the value is left out, or the
 * load is refused. Where the field is required its row is refused; so is one without a value. Under
 * {@link Rule#FREEZE} the load is.
 */
public final class Declared {

  private static final int REMEMBERED_MAX = 256;

  private final Declaration declaration;
  private final Rule types;
  private final SinkCapabilities sink;
  private final Map<Key, Application> applications = new HashMap<>();

  public Declared(Declaration declaration, Contract contract, SinkCapabilities sink) {
    this.declaration = declaration;
    this.types = contract.types();
    this.sink = sink;
  }

  /**
   * The batch as declared, or the rows that are refused: take them out and apply the rest. Valid as
   * long as {@code batch}, and until the next call.
   *
   * @throws TributaryException {@code VALUE_REFUSED} where types are frozen and a value is none of
   *     its type, or is missing; {@code SCHEMA_REFUSED} when two fields get one name
   */
  public Passed apply(Batch batch) {
    if (declaration.isEmpty()) {
      return new Passed(batch, List.of());
    }
    Set<FieldPath> spilling = new HashSet<>();
    while (true) {
      Application application = application(batch.schema(), spilling);
      Set<FieldPath> more = application.run(batch);
      if (!spilling.addAll(more)) {
        return application.passed(batch);
      }
    }
  }

  /**
   * The rows as they arrived, save for what nobody may read: that is left out, hashed or masked as
   * declared. For whoever keeps or shows rows as they came. Valid as {@link #apply}.
   */
  public static Declared withoutSecrets(Declaration declaration, SinkCapabilities sink) {
    return new Declared(declaration.protections(), Contract.EVOLVE, sink);
  }

  private Application application(Schema incoming, Set<FieldPath> spilling) {
    if (applications.size() >= REMEMBERED_MAX) {
      applications.clear();
    }
    return applications.computeIfAbsent(
        new Key(incoming, Set.copyOf(spilling)), key -> new Application(key));
  }

  private record Key(Schema incoming, Set<FieldPath> spilling) {}

  /** The declaration, ready for batches of one schema. */
  private final class Application implements Part.Trouble {

    private final Layout layout;
    private final List<Column> columns;
    private final Set<FieldPath> spilled = new HashSet<>();
    private final Map<Integer, Refusal> refused = new TreeMap<>();
    private Column[] made = new Column[0];
    private int row;

    Application(Key key) {
      Beside beside = new Beside(sink);
      layout = new Layouts(declaration, beside, key.spilling(), this, false).root(key.incoming());
      columns = layout.fields().stream().map(field -> Column.of(field.type())).toList();
    }

    /** Makes the columns. Returns the fields that need one beside them. */
    Set<FieldPath> run(Batch batch) {
      spilled.clear();
      refused.clear();
      made = columns.toArray(new Column[0]);
      columns.forEach(Column::reset);
      for (int i = 0; i < layout.parts().size(); i++) {
        make(i, layout.parts().get(i), batch);
      }
      columns.forEach(column -> column.appendNullsUntil(batch.rows()));
      return spilled;
    }

    Passed passed(Batch batch) {
      if (!refused.isEmpty()) {
        return new Passed(batch, List.copyOf(refused.values()));
      }
      return layout.same()
          ? new Passed(batch, List.of())
          : new Passed(
              new Batch(Schema.of(layout.fields()), List.of(made), batch.rows()), List.of());
    }

    private void make(int index, Part part, Batch batch) {
      Column from = part.source() < 0 ? null : batch.column(part.source());
      if (from != null && part.isDone(from)) {
        made[index] = from;
        return;
      }
      Column beside = part.besideIndex() < 0 ? null : columns.get(part.besideIndex());
      for (row = 0; row < batch.rows(); row++) {
        if (beside != null) {
          beside.appendNullsUntil(row);
        }
        part.append(from, row, columns.get(index), beside, this);
      }
    }

    @Override
    public void misfit(Part part, boolean required, Misfit misfit) {
      switch (types) {
        case FREEZE -> throw misfit.refused();
        case DISCARD_ROW -> refuse(part.path(), misfit.reason());
        case DISCARD_VALUE -> {
          if (required) {
            refuse(part.path(), misfit.reason());
          }
        }
        case EVOLVE, BESIDE -> {
          if (required) {
            refuse(part.path(), misfit.reason());
          } else {
            spilled.add(part.path());
          }
        }
      }
    }

    @Override
    public void missing(Part part) {
      String reason = "Field '" + part.path() + "' is required and has no value";
      if (types == Rule.FREEZE) {
        throw new TributaryException(
            ErrorCode.VALUE_REFUSED,
            reason,
            "Declare a default, do not require it, or let the contract discard rows");
      }
      refuse(part.path(), reason);
    }

    private void refuse(FieldPath path, String reason) {
      refused.putIfAbsent(row, new Refusal(row, ErrorCode.VALUE_REFUSED, path, reason));
    }
  }
}
