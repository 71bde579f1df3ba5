// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.sink.Maintenance;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.TableInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Has the sink maintain the tables that a pipeline's streams load, one after the other. */
final class Maintaining {

  private final Parts parts;

  Maintaining(Parts parts) {
    this.parts = parts;
  }

  List<TableUpkeep> all(MaintenanceRequest request) {
    if (!(parts.sink() instanceof Maintenance sink)) {
      throw new TributaryException(
          ErrorCode.MODE_UNSUPPORTED,
          "The sink of pipeline '" + parts.name() + "' cannot maintain tables",
          "Let the system that keeps the tables do it");
    }
    List<TableUpkeep> all = new ArrayList<>();
    for (TableName table : tables()) {
      TableUpkeep each = maintain(sink, table, request);
      all.add(each);
      if (each.failure().map(TributaryException::code).equals(Optional.of(ErrorCode.CANCELLED))) {
        break;
      }
    }
    return all;
  }

  private static TableUpkeep maintain(
      Maintenance sink, TableName table, MaintenanceRequest request) {
    try {
      return new TableUpkeep(table, Optional.of(sink.maintain(table, request)), Optional.empty());
    } catch (TributaryException e) {
      return new TableUpkeep(table, Optional.empty(), Optional.of(e));
    } catch (RuntimeException e) {
      return new TableUpkeep(
          table, Optional.empty(), Optional.of(Probes.internal("upkeep of table " + table, e)));
    }
  }

  /** The roots that are there, and the tables below that loads of their streams wrote to. */
  private Set<TableName> tables() {
    List<TableName> there = parts.sink().tables();
    Set<TableName> ours = new LinkedHashSet<>();
    for (Parts.ConfiguredStream stream : parts.streamsToLoad()) {
      StreamPlanning planning = parts.planning(stream);
      for (TableName table : there) {
        if (table.equals(planning.anchor())
            || (TableNames.isBelow(planning.anchor(), table) && isLoadedBy(planning, table))) {
          ours.add(table);
        }
      }
    }
    return ours;
  }

  private boolean isLoadedBy(StreamPlanning planning, TableName table) {
    Chain chain = planning.chain();
    return hasReceipt(table, chain) || hasReceipt(table, QuarantineSource.replay(chain));
  }

  private boolean hasReceipt(TableName table, Chain chain) {
    return parts.sink().table(table, chain).flatMap(TableInfo::receipt).isPresent();
  }
}
