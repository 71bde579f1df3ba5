// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Batch;
import dev.tributary.batch.Column;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Nested values stay in their fields, as they are or as json. Owned by one thread at a time. */
final class InOneTable implements Shape {

  private final Rewriting rewriting;
  private final Schema known;
  private final PerSchema<Plan> plans = new PerSchema<>(this::plan);

  InOneTable(Nesting nesting, Map<String, Schema> known) {
    this.rewriting = new Rewriting(nesting);
    this.known = known.getOrDefault(ROOT, Schema.empty());
  }

  @Override
  public Map<String, Schema> tables(Schema declared) {
    return Map.of(ROOT, plans.of(declared).schema());
  }

  @Override
  public List<Rows> of(Batch batch) {
    return List.of(new Rows(ROOT, plans.of(batch.schema()).apply(batch)));
  }

  private Plan plan(Schema source) {
    List<Field> fields = new ArrayList<>();
    List<ColumnStep> steps = new ArrayList<>();
    for (Field field : source.fields()) {
      Rewriting.Rewritten value = rewritten(field);
      ColumnStep same = ColumnStep.at(fields.size());
      fields.add(field.withType(value.type()));
      steps.add(
          value
              .conversion()
              .map(each -> ColumnStep.converted(same, each, value.type()))
              .orElse(same));
    }
    return new Plan(fields.equals(source.fields()) ? source : Schema.of(fields), steps);
  }

  /** A field that became json once stays json. */
  private Rewriting.Rewritten rewritten(Field field) {
    boolean json =
        known.field(field.name()).filter(each -> each.type().equals(Type.JSON)).isPresent();
    return json && Unnesting.isNested(field.type())
        ? Rewriting.json(field.type())
        : rewriting.of(FieldPath.of(field.name()), field.type(), 1);
  }

  private record Plan(Schema schema, List<ColumnStep> steps) {

    Batch apply(Batch batch) {
      if (schema.equals(batch.schema())) {
        return batch;
      }
      List<Column> columns = steps.stream().map(step -> step.in(batch.columns())).toList();
      return new Batch(schema, columns, batch.rows());
    }
  }
}
