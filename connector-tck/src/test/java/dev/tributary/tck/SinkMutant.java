// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck;

import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.sink.Sink;
import dev.tributary.tck.memory.MemoryWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The contract of sinks, over a sink in memory of which something is broken. */
abstract class SinkMutant extends SinkContract {

  final MemoryWarehouse warehouse = new MemoryWarehouse();

  /** Breaks something. */
  abstract Sink broken(Sink real);

  @Override
  protected Sink newSink() {
    return broken(warehouse.sink());
  }

  @Override
  protected void writeAsAnother(TableName table, long id) {
    warehouse.insert(table.value(), List.of(Batches.row("id", id, "name", "another's")));
  }

  /** The load with one part changed. */
  static Load with(Load load, Load.Part changed) {
    List<Load.Part> parts = new ArrayList<>(load.parts());
    parts.replaceAll(part -> part.table().equals(changed.table()) ? changed : part);
    return new Load(load.id(), load.chain(), load.previous(), load.from(), load.to(), parts);
  }

  static Load.Part expecting(Load.Part part, LoadId expected) {
    return part(part, part.mode(), expected, part.staged());
  }

  static Load.Part inMode(Load.Part part, WriteMode mode) {
    return part(part, mode, part.expected(), part.staged());
  }

  static Load.Part staging(Load.Part part, List<Staged> staged) {
    return part(part, part.mode(), part.expected(), staged);
  }

  private static Load.Part part(
      Load.Part part, WriteMode mode, LoadId expected, List<Staged> staged) {
    return new Load.Part(
        part.table(),
        mode,
        part.schema(),
        part.parent(),
        expected,
        part.version(),
        staged,
        part.receipt());
  }

  /** The rows of a part, read back from where they are staged. */
  static List<Map<String, Object>> rows(Sink sink, Load.Part part) {
    List<Map<String, Object>> rows = new ArrayList<>();
    part.staged().forEach(staged -> rows.addAll(Batches.drain(sink.read(staged))));
    return rows;
  }
}
