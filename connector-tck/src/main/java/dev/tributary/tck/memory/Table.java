// SPDX-License-Identifier: Apache-2.0
package dev.tributary.tck.memory;

import dev.tributary.load.Chain;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Schema;
import dev.tributary.sink.TableInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table as it stands between two commits. Immutable: a commit makes the next one. */
record Table(
    TableName name,
    Schema schema,
    long version,
    List<Rows> rows,
    Map<Chain, Receipt> receipts,
    Instant lastLoadedAt) {

  Table {
    rows = List.copyOf(rows);
    receipts = Map.copyOf(receipts);
  }

  static Table create(TableName name, Schema schema) {
    return new Table(name, schema, 1, List.of(), Map.of(), Instant.EPOCH);
  }

  Table evolved(Schema newSchema) {
    return newSchema.equals(schema)
        ? this
        : new Table(name, newSchema, version + 1, rows, receipts, lastLoadedAt);
  }

  /**
   * @param parent what became of the rows that those of the part belong to
   */
  Table loaded(Load load, Load.Part part, List<Rows> more, Optional<Merged.Parent> parent) {
    List<Rows> next = new ArrayList<>();
    switch (part.mode().disposition()) {
      case APPEND -> {
        next.addAll(rows);
        next.addAll(more);
      }
      case REPLACE -> next.addAll(more);
      case MERGE -> next.add(merged(more, part.mode(), parent, load.id().time()));
    }
    Map<Chain, Receipt> signed = new HashMap<>(receipts);
    signed.put(load.chain(), new Receipt(load.id(), part.receipt()));
    Instant began = load.id().time();
    return new Table(
        name,
        schema,
        version + 1,
        next,
        signed,
        began.isAfter(lastLoadedAt) ? began : lastLoadedAt);
  }

  Table with(Rows more) {
    List<Rows> next = new ArrayList<>(rows);
    next.add(more);
    return new Table(name, schema, version + 1, next, receipts, lastLoadedAt);
  }

  /** Rows of a load as they would be seen in this table. */
  Rows seen(List<Rows> load) {
    return MemoryWarehouse.visible(new Table(name, schema, version, load, receipts, lastLoadedAt));
  }

  private Rows merged(List<Rows> more, WriteMode mode, Optional<Merged.Parent> parent, Instant at) {
    List<Map<String, @Nullable Object>> before = MemoryWarehouse.visible(this).rows();
    List<Map<String, @Nullable Object>> load = seen(more).rows();
    if (mode.options().has(WriteMode.VALID_TO)) {
      return new Rows(schema, new Versions(mode, at).of(before, load));
    }
    return new Rows(
        schema,
        parent
            .map(above -> Merged.following(before, load, mode, above))
            .orElseGet(() -> Merged.of(before, load, mode)));
  }

  LoadId head(Chain chain) {
    return receipt(chain).map(Receipt::load).orElse(LoadId.NONE);
  }

  TableInfo info(Chain chain) {
    return new TableInfo(name, schema, "v" + version, receipt(chain), lastLoadedAt);
  }

  private Optional<Receipt> receipt(Chain chain) {
    return Optional.ofNullable(receipts.get(chain));
  }
}
