// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What sinks of several kinds can do. */
final class Sinks {

  /** Stores everything, and widens numbers that stay in place. */
  static final SinkCapabilities PLAIN = sink(type -> true, Sinks::widensNumbers);

  static final SinkCapabilities STIFF = sink(type -> true, (from, to) -> false);

  static final SinkCapabilities SUPPLE = sink(type -> true, (from, to) -> true);

  private Sinks() {}

  static SinkCapabilities storing(Predicate<Type> stores) {
    return sink(stores, Sinks::widensNumbers);
  }

  private static SinkCapabilities sink(Predicate<Type> stores, BiPredicate<Type, Type> widens) {
    return new SinkCapabilities(Set.of(Disposition.APPEND), stores, widens, 64, true, false);
  }

  private static boolean widensNumbers(Type from, Type to) {
    if (from instanceof Type.Decimal a && to instanceof Type.Decimal b) {
      return a.scale() == b.scale();
    }
    return (from.equals(Type.INT) && to.equals(Type.LONG))
        || (from.equals(Type.FLOAT) && to.equals(Type.DOUBLE));
  }
}
