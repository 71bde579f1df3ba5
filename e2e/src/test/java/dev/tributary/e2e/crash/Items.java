// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import dev.tributary.batch.Batch;
import dev.tributary.batch.BatchBuilder;
import dev.tributary.batch.RowView;
import dev.tributary.evolution.Shape;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Sends every order to the root and copies some of them to child tables, so that loads of the same
 * stream touch different tables. The rules are kept in the order of the tables.
 */
record Items(Map<String, LongPredicate> children) implements Shape {

  /** Every order but each third has items; only each fourth is paid. */
  static Items some() {
    Map<String, LongPredicate> children = new LinkedHashMap<>();
    children.put("items", id -> id % 3 != 0);
    children.put("payments", id -> id % 4 == 0);
    return new Items(children);
  }

  /** Every order is copied to the one child. */
  static Items all(String child) {
    return new Items(Map.of(child, id -> true));
  }

  @Override
  public Map<String, Schema> tables(Schema declared) {
    Map<String, Schema> tables = new LinkedHashMap<>();
    tables.put(ROOT, declared);
    children.keySet().forEach(child -> tables.put(child, declared));
    return tables;
  }

  @Override
  public List<Rows> of(Batch batch) {
    List<Rows> parts = new ArrayList<>();
    parts.add(new Rows(ROOT, batch));
    children.forEach(
        (child, rule) -> {
          Batch chosen = chosen(batch, rule);
          if (chosen.rows() > 0) {
            parts.add(new Rows(child, chosen));
          }
        });
    return parts;
  }

  private static Batch chosen(Batch batch, LongPredicate rule) {
    BatchBuilder builder = new BatchBuilder(batch.schema());
    for (RowView row : batch.rowViews()) {
      Map<String, ?> values = row.toMap();
      if (rule.test((Long) values.get("id"))) {
        builder.add(values);
      }
    }
    return builder.build();
  }
}
