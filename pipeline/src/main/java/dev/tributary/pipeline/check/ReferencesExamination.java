// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline.check;

import dev.tributary.batch.Batch;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.check.KeyHash.Seeds;
import dev.tributary.pipeline.check.Scalars.Domain;
import dev.tributary.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Whether each key is one of another table's. The load's different keys are collected; those that
 * the other table has are taken out; what is left is missing, and the load's rows are shown once
 * more to find which have it. Keys with a null refer to nothing and are right. Where there are more
 * keys than may be in memory at once, they are looked at range by range of their hashes.
 */
final class ReferencesExamination extends Examination {

  private final Rule.References rule;
  private final OtherTable other;
  private final KeyHash key;
  private final KeyHash otherKey;
  private final Samples samples;
  private final long keysMax;
  private final KeySet missing = new KeySet();
  private HashRange range = HashRange.ALL;
  private boolean collects = true;
  private boolean first = true;
  private long rows;

  private ReferencesExamination(Rule.References rule, OtherTable other, Subject subject) {
    Seeds seeds = Seeds.random();
    this.rule = rule;
    this.other = other;
    this.key = new KeyHash(seeds, rule.columns());
    this.otherKey = new KeyHash(seeds, rule.of());
    this.samples = subject.samples(rule.columns());
    this.keysMax = subject.keysMax();
  }

  static ReferencesExamination of(Rule.References rule, Subject subject) {
    OtherTable other = subject.others().apply(new TableName(rule.table()));
    List<Domain> keys = subject.columns().keys(rule.columns());
    Optional<Schema> schema = other.schema();
    if (schema.isPresent() && !keys.equals(keysOf(rule, schema.get()))) {
      throw new IllegalArgumentException(
          "the types of "
              + rule.columns()
              + " cannot be compared with those of "
              + rule.of()
              + " in table '"
              + rule.table()
              + "'");
    }
    return new ReferencesExamination(rule, other, subject);
  }

  private static List<Domain> keysOf(Rule.References rule, Schema schema) {
    try {
      return new Columns(schema).keys(rule.of());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("of table '" + rule.table() + "': " + e.getMessage(), e);
    }
  }

  @Override
  List<String> columns() {
    return rule.columns();
  }

  @Override
  void look(Batch batch) {
    key.turnTo(batch);
    rows += first ? batch.rows() : 0;
    for (int row = 0; row < batch.rows(); row++) {
      if (key.of(row) && range.has(key.high())) {
        see(batch, row);
      }
    }
  }

  private void see(Batch batch, int row) {
    if (!collects) {
      if (missing.contains(key.high(), key.low())) {
        samples.add(batch, row);
      }
    } else if (missing.add(key.high(), key.low()) && missing.size() > keysMax) {
      range = range.half();
      missing.retain(range::has);
    }
  }

  @Override
  boolean again() {
    first = false;
    if (collects) {
      takeOutPresent();
      collects = false;
      if (missing.size() > 0) {
        return true;
      }
    }
    missing.clear();
    collects = true;
    Optional<HashRange> next = range.next();
    next.ifPresent(following -> range = following);
    return next.isPresent();
  }

  private void takeOutPresent() {
    if (missing.size() == 0 || other.schema().isEmpty()) {
      return;
    }
    other.each(
        rule.of(),
        batch -> {
          otherKey.turnTo(batch);
          for (int row = 0; row < batch.rows(); row++) {
            if (otherKey.of(row)) {
              missing.remove(otherKey.high(), otherKey.low());
            }
          }
        });
  }

  @Override
  Finding finding() {
    String found = samples.failed() + " of " + rows + " rows refer to what is not in table '";
    String gone = other.schema().isEmpty() ? ", which does not exist" : "";
    return samples.finding(0, found + rule.table() + "'" + gone);
  }
}
