// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The contract over tables that are partitioned; at most two files are open at once. They are not
 * sorted, as a rule wants staged rows in the order in which they came.
 */
class PartitionedContractTest extends IcebergContract {

  static final Config LAYOUT =
      Lake.layout(
          "partition-by", List.of("bucket(64, id)", "truncate(3, name)"),
          "bloom-filters", List.of("name"),
          "open-files", 2L);

  @Override
  Lake newLake() {
    return new Lake(folder);
  }

  @Override
  protected Sink newSink() {
    return laidOut(super.newSink(), LAYOUT);
  }

  /** A sink whose streams all have these settings, as far as their tables have the columns. */
  static Sink laidOut(Sink sink, Config layout) {
    return (Sink)
        Proxy.newProxyInstance(
            Sink.class.getClassLoader(),
            new Class<?>[] {Sink.class},
            (proxy, method, arguments) -> {
              Object[] given = arguments == null ? new Object[0] : arguments.clone();
              for (int i = 0; i < given.length; i++) {
                if (given[i] instanceof TableSpec spec) {
                  given[i] = new TableSpec(spec.name(), spec.schema(), spec.key(), layout, false);
                } else if (given[i] instanceof WriteTask task) {
                  given[i] = Lake.with(layout, task);
                }
              }
              try {
                return method.invoke(sink, given);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
