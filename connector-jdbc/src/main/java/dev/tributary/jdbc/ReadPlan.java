// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.load.Fields;
import dev.tributary.source.Split;
import java.util.Optional;

/**
 * What one split reads: all rows, or those whose cursor lies between two values, or a range of
 * either by key or by page. Immutable; its fields travel in the split.
 */
record ReadPlan(Fields fields) {

  static ReadPlan everything() {
    return new ReadPlan(Fields.of("version", 1).with("ranged", false));
  }

  static ReadPlan byCursor(String cursor, Optional<Boundary> from, String upTo) {
    ReadPlan plan = everything().with("cursor", cursor).with("up-to", upTo);
    return from.map(start -> plan.with("from", start.fields())).orElse(plan);
  }

  static ReadPlan of(Split split) {
    return new ReadPlan(split.fields());
  }

  Optional<String> cursor() {
    return fields.optionalText("cursor");
  }

  /** Where the round began; empty at the start. */
  Optional<Boundary> from() {
    return fields.optionalFields("from").map(Boundary::of);
  }

  /** The cursor's greatest value; empty when all rows are read. */
  Optional<String> upTo() {
    return fields.optionalText("up-to");
  }

  /** The least key; empty when open. */
  Optional<String> keyFrom() {
    return key("key-from");
  }

  /** The key that ends the range, not included; empty when open. */
  Optional<String> keyBefore() {
    return key("key-before");
  }

  /** The pages of a table of PostgreSQL, where the split reads by pages. */
  Optional<PageRange> pages() {
    return fields.optionalFields("pages").map(PageRange::of);
  }

  /** Whether only the whole round has a position, so that rows may come in any order. */
  boolean ranged() {
    return fields.flag("ranged");
  }

  /** The snapshot in which the round is read, where the database can share one. */
  Optional<String> snapshot() {
    return fields.optionalText("snapshot");
  }

  /** Whether rows without a cursor come too. */
  boolean nulls() {
    return fields.flag("nulls");
  }

  /** Whether only rows without a cursor come. */
  boolean onlyNulls() {
    return fields.flag("only-nulls");
  }

  /** Whether it is no part of the rows in order, but comes before them. */
  boolean aside() {
    return late() || onlyNulls();
  }

  /** Whether rows without a cursor come when they are new. */
  boolean takesNulls() {
    return fields.flag("takes-nulls");
  }

  /** The value of the cursor before which reading ends. */
  Optional<String> before() {
    return fields.optionalText("before");
  }

  /** The value of the cursor with which reading ends. */
  Optional<String> atMost() {
    return fields.optionalText("at-most");
  }

  /** The least value of the cursor that is ever read. */
  Optional<String> least() {
    return fields.optionalText("least");
  }

  /** Whether it is about rows that earlier rounds could not see. */
  boolean late() {
    return fields.flag("late");
  }

  /** What earlier rounds had seen, where rows say who wrote them. */
  Optional<Horizon> since() {
    return fields.optionalFields("since").map(Horizon::of);
  }

  /** What this round sees, where rows say who wrote them. */
  Optional<Horizon> horizon() {
    return fields.optionalFields("horizon").map(Horizon::of);
  }

  /**
   * Whether rows at this boundary are told apart by who wrote them, since the boundary with which
   * the round began lists too many to tell them by itself.
   */
  boolean leavesOutByWriter(Boundary at) {
    return fields.has("since")
        && from().filter(start -> !start.isListed() && start.last().equals(at.last())).isPresent();
  }

  /** Whether rows at this boundary come in the same order again, so that they can be counted. */
  boolean isCounted(Boundary at) {
    boolean begun = from().filter(start -> start.last().equals(at.last())).isPresent();
    return leavesOutByWriter(at) || (horizon().isPresent() && !at.isListed() && !begun);
  }

  /** How many rows at this boundary were read in this round and come again. */
  long passed(Boundary at) {
    if (!isCounted(at)) {
      return 0;
    }
    return leavesOutByWriter(at) ? at.count() - from().orElseThrow().count() : at.count();
  }

  ReadPlan range(Optional<String> from, Optional<String> before) {
    ReadPlan plan = ranging();
    plan = from.isPresent() ? plan.with("key-from", from.get()) : plan;
    return before.isPresent() ? plan.with("key-before", before.get()) : plan;
  }

  ReadPlan ranging() {
    return with("ranged", true);
  }

  ReadPlan of(PageRange range) {
    return ranging().with("pages", range.fields());
  }

  ReadPlan in(Optional<String> snapshot) {
    return snapshot.map(name -> with("snapshot", name)).orElse(this);
  }

  Split split(int ordinal, long weight) {
    return new Split(ordinal, fields, weight);
  }

  boolean has(String name) {
    return fields.has(name);
  }

  ReadPlan with(String name, Object value) {
    return new ReadPlan(fields.with(name, value));
  }

  /** Splits of an earlier version hold whole numbers. */
  private Optional<String> key(String name) {
    return Optional.ofNullable(fields.asMap().get(name)).map(Object::toString);
  }
}
