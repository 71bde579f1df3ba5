// SPDX-License-Identifier: Apache-2.0
package dev.tributary.schema;

import java.util.function.Function;

/** One step by which a table's schema grows. Nothing ever narrows or vanishes. Immutable. */
public sealed interface SchemaChange {

  /** The field that is added or changed. */
  FieldPath path();

  /** Answers for the case at hand; every case must be handled. */
  <T> T fold(
      Function<? super AddField, ? extends T> add,
      Function<? super WidenField, ? extends T> widen,
      Function<? super RelaxField, ? extends T> relax);

  /** A new field that older rows do not have, so it is optional whatever the source says. */
  record AddField(FieldPath path, Type type) implements SchemaChange {
    @Override
    public <T> T fold(
        Function<? super AddField, ? extends T> add,
        Function<? super WidenField, ? extends T> widen,
        Function<? super RelaxField, ? extends T> relax) {
      return add.apply(this);
    }

    @Override
    public String toString() {
      return "+ " + path + " " + type;
    }
  }

  /** A field takes a type that holds every value of the old one. */
  record WidenField(FieldPath path, Type from, Type to) implements SchemaChange {
    @Override
    public <T> T fold(
        Function<? super AddField, ? extends T> add,
        Function<? super WidenField, ? extends T> widen,
        Function<? super RelaxField, ? extends T> relax) {
      return widen.apply(this);
    }

    @Override
    public String toString() {
      return "~ " + path + " " + from + " -> " + to;
    }
  }

  /** A required field may now be null. */
  record RelaxField(FieldPath path) implements SchemaChange {
    @Override
    public <T> T fold(
        Function<? super AddField, ? extends T> add,
        Function<? super WidenField, ? extends T> widen,
        Function<? super RelaxField, ? extends T> relax) {
      return relax.apply(this);
    }

    @Override
    public String toString() {
      return "~ " + path + " may be null";
    }
  }
}
