// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import static dev.tributary.tck.Batches.row;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Secret;
import dev.tributary.load.Chain;
import dev.tributary.load.TableName;
import dev.tributary.schema.Field;
import dev.tributary.schema.Schema;
import dev.tributary.schema.SchemaChange;
import dev.tributary.schema.Type;
import dev.tributary.sink.ReadRequest;
import dev.tributary.sink.Sink;
import dev.tributary.sink.TableInfo;
import dev.tributary.sink.TableSpec;
import dev.tributary.sink.WriteTask;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Loads;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** A warehouse in a folder with its catalog in SQLite, for tests; closes what it opened. */
final class Lake implements AutoCloseable {

  static final TableName ORDERS = new TableName("orders");
  static final Chain CHAIN = new Chain("shop", "orders");
  static final Schema SCHEMA =
      Schema.of(Field.optional("id", Type.LONG), Field.optional("name", Type.STRING));

  private final Map<String, Object> catalog = new LinkedHashMap<>();
  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  Lake(Path folder) {
    catalog.put("type", "jdbc");
    catalog.put("uri", "jdbc:sqlite:" + folder.resolve("lake/catalog.db"));
    settings.put("namespace", "shop");
    settings.put("warehouse", folder.resolve("lake/warehouse").toString());
  }

  Lake catalog(String property, String value) {
    catalog.put(property, value);
    return this;
  }

  Lake withoutCatalog(String property) {
    catalog.remove(property);
    return this;
  }

  Lake set(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /** A sink of its own, as another process would open. */
  Sink sink() {
    return sink(Clock.systemUTC());
  }

  /** As {@link #sink()}, at another time. */
  Sink sink(Clock clock) {
    Context standard = Context.standard();
    Context context =
        new Context(
            clock,
            standard.executor(),
            standard.classLoader(),
            standard.notices(),
            standard.credentials());
    IcebergSinkProvider provider = new IcebergSinkProvider();
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("catalog", catalog);
    Sink sink = provider.create(provider.settings().read("sink", all), context);
    return opened(sink);
  }

  Loads loads() {
    return loads(CHAIN);
  }

  Loads loads(Chain chain) {
    return new Loads(sink(), chain);
  }

  /** A stream's settings about its table, from names and values. */
  static Config layout(Object... namesAndValues) {
    return new IcebergSinkProvider().tableSettings().read("table", row(namesAndValues));
  }

  /** The task of a stream that has settings. */
  static WriteTask with(Config settings, WriteTask task) {
    return new WriteTask(
        task.table(),
        task.anchor(),
        task.schema(),
        task.mode(),
        task.chain(),
        task.load(),
        task.task(),
        task.attempt(),
        task.file(),
        settings);
  }

  /** Makes the table what its settings say, as a run would before it stages rows. */
  TableInfo evolve(Schema schema, Config settings, SchemaChange... changes) {
    TableSpec wanted = new TableSpec(ORDERS, schema, List.of(), settings);
    return sink().evolve(wanted, List.of(changes), CHAIN);
  }

  /** The table as another engine sees it, through a catalog of its own. */
  Table table() {
    return table(ORDERS);
  }

  Table table(TableName name) {
    return catalog().loadTable(TableIdentifier.of("shop", name.value()));
  }

  Catalog catalog() {
    CatalogSettings built =
        CatalogSettings.of(
            secrets(), Optional.of((String) settings.get("warehouse")), new ArrayList<>());
    Catalog opened = Tables.open(built);
    if (opened instanceof AutoCloseable closeable) {
      opened(closeable);
    }
    return opened;
  }

  List<Long> ids() {
    return Batches.drain(sink().read(ORDERS, ReadRequest.ALL)).stream()
        .map(row -> (Long) row.get("id"))
        .sorted()
        .toList();
  }

  static List<Map<String, Object>> rows(long... ids) {
    return LongStream.of(ids).mapToObj(id -> row("id", id, "name", "name of " + id)).toList();
  }

  @Override
  public void close() throws Exception {
    synchronized (opened) {
      for (AutoCloseable each : opened) {
        each.close();
      }
    }
  }

  private <T extends AutoCloseable> T opened(T closeable) {
    synchronized (opened) {
      opened.add(closeable);
    }
    return closeable;
  }

  private Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    catalog.forEach((name, value) -> secrets.put(name, Secret.of((String) value)));
    return secrets;
  }
}
