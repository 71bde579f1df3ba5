// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/** The tables of one namespace. Opens the catalog when it is first needed. Thread-safe. */
final class Tables implements AutoCloseable {

  private static final String HADOOP = "hadoop.";

  private final CatalogSettings settings;
  private final Namespace namespace;
  private final Object lock = new Object();
  private @Nullable Catalog catalog;

  Tables(CatalogSettings settings, Namespace namespace) {
    this.settings = settings;
    this.namespace = namespace;
  }

  List<TableName> names() {
    try {
      return catalog().listTables(namespace).stream()
          .map(each -> new TableName(each.name()))
          .sorted()
          .toList();
    } catch (NoSuchNamespaceException e) {
      return List.of();
    }
  }

  /** The table as it is now. */
  Optional<Table> find(TableName name) {
    try {
      return Optional.of(catalog().loadTable(identifier(name)));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  /**
   * The table as it is now.
   *
   * @throws TributaryException {@code TABLE_MISSING}
   */
  Table load(TableName name) {
    return find(name)
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.TABLE_MISSING,
                    "There is no table '" + name + "' in namespace '" + namespace + "'",
                    "Create it, or let a load create it"));
  }

  /** Creates the table, or finds the one that somebody else created meanwhile. */
  Table create(TableName name, NewTable table) {
    createNamespace();
    try {
      return catalog()
          .buildTable(identifier(name), table.schema())
          .withPartitionSpec(table.spec())
          .withSortOrder(table.order())
          .withProperties(table.properties())
          .create();
    } catch (AlreadyExistsException e) {
      return load(name);
    } catch (RuntimeException e) {
      return find(name).orElseThrow(() -> e);
    }
  }

  static TableOperations operations(Table table) {
    return ((HasTableOperations) table).operations();
  }

  static TableMetadata metadata(Table table) {
    return operations(table).current();
  }

  @Override
  public void close() {
    synchronized (lock) {
      try {
        if (catalog instanceof AutoCloseable closeable) {
          closeable.close();
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Cannot close the catalog", e);
      } finally {
        catalog = null;
      }
    }
  }

  private TableIdentifier identifier(TableName name) {
    return TableIdentifier.of(namespace, name.value());
  }

  private void createNamespace() {
    if (catalog() instanceof SupportsNamespaces namespaces) {
      try {
        if (!namespaces.namespaceExists(namespace)) {
          namespaces.createNamespace(namespace, new HashMap<>());
        }
      } catch (AlreadyExistsException e) {
        return;
      } catch (RuntimeException e) {
        // A JDBC catalog tells one that lost a race by its database's own error.
        if (!namespaces.namespaceExists(namespace)) {
          throw e;
        }
      }
    }
  }

  private Catalog catalog() {
    synchronized (lock) {
      if (catalog == null) {
        settings.createFolders();
        catalog = open(settings);
      }
      return catalog;
    }
  }

  /** Opens a catalog; properties that begin with {@code hadoop.} are for Hadoop's file system. */
  static Catalog open(CatalogSettings settings) {
    Configuration hadoop = new Configuration();
    settings
        .properties()
        .forEach(
            (name, value) -> {
              if (name.startsWith(HADOOP)) {
                hadoop.set(name.substring(HADOOP.length()), value);
              }
            });
    return CatalogUtil.buildIcebergCatalog(settings.name(), settings.properties(), hadoop);
  }
}
