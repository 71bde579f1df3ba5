// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.Map;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.JdbcCatalog;

/**
 * A JDBC catalog whose commits lose their answers as {@link LostAnswers} of the property {@code
 * losing} says, with whatever exception another catalog's client would throw.
 */
public final class LosingCatalog extends JdbcCatalog {

  private String name = "";

  @Override
  public void initialize(String catalogName, Map<String, String> properties) {
    name = properties.get("losing");
    super.initialize(catalogName, properties);
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    return new Losing(super.newTableOps(identifier), LostAnswers.named(name));
  }

  private record Losing(TableOperations table, LostAnswers answers) implements TableOperations {

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (base == null) {
        table.commit(null, metadata);
        return;
      }
      try {
        answers.around(
            () -> {
              table.commit(base, metadata);
              return true;
            });
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public TableMetadata current() {
      return table.current();
    }

    @Override
    public TableMetadata refresh() {
      return table.refresh();
    }

    @Override
    public FileIO io() {
      return table.io();
    }

    @Override
    public EncryptionManager encryption() {
      return table.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return table.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
      return table.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
      return table.newSnapshotId();
    }
  }
}
