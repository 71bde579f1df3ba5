// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.config.Nearest;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a database says about its tables. Used by one thread, as its connection is. */
final class Catalog {

  private static final Set<String> READABLE =
      Set.of(
          "TABLE",
          "BASE TABLE",
          "VIEW",
          "MATERIALIZED VIEW",
          "PARTITIONED TABLE",
          "FOREIGN TABLE",
          "GLOBAL TEMPORARY");
  private static final int NAMES_SHOWN = 10;

  private final Connection connection;
  private final DatabaseMetaData metadata;
  private final Dialect dialect;
  private final Optional<String> schemaPattern;
  private final TypeChoices choices;

  Catalog(
      Connection connection, Dialect dialect, Optional<String> schemaPattern, TypeChoices choices)
      throws SQLException {
    this.connection = connection;
    this.metadata = connection.getMetaData();
    this.dialect = dialect;
    this.schemaPattern = schemaPattern;
    this.choices = choices;
  }

  /** The tables and views of people, without those of the system and parts of others, by name. */
  List<TableRef> tables() throws SQLException {
    return tables(schemaPattern.orElse(dialect.schemasAreCatalogs() ? currentSchema() : null));
  }

  /**
   * The table that a stream's name means.
   *
   * @throws TributaryException {@code STREAM_NOT_FOUND}
   */
  TableRef find(String stream) throws SQLException {
    List<TableRef> all = tables(null);
    Optional<TableRef> qualified =
        all.stream().filter(table -> table.stream().equals(stream)).findFirst();
    if (qualified.isPresent() && qualified.get().schema() != null) {
      return qualified.get();
    }
    List<TableRef> named = inDefaultSchema(all, stream);
    if (named.size() == 1) {
      return named.get(0);
    }
    throw named.isEmpty() ? notFound(stream, all) : ambiguous(stream, named);
  }

  /**
   * The table with all its columns.
   *
   * @throws TributaryException {@code TYPE_UNSUPPORTED} naming the first column that nothing can
   *     store
   */
  Table table(TableRef ref) throws SQLException {
    return table(ref, List.of());
  }

  /** As {@link #table(TableRef)}, without columns that are not asked for; all where none is. */
  Table table(TableRef ref, List<String> chosen) throws SQLException {
    List<Declared> all = declared(ref);
    for (String name : chosen) {
      if (all.stream().noneMatch(each -> each.name().equals(name))) {
        throw missing(ref, all.stream().map(Declared::name).toList(), name);
      }
    }
    List<Declared> asked =
        all.stream()
            .filter(declared -> chosen.isEmpty() || chosen.contains(declared.name()))
            .toList();
    return new Table(ref, guarded(ref, columns(ref, asked)), key(ref));
  }

  /** What a query answers, which is called {@code ref}. */
  Table answered(TableRef ref, List<Declared> declared) throws SQLException {
    return new Table(ref, guarded(ref, columns(ref, declared)), List.of());
  }

  private List<TableColumn> columns(TableRef ref, List<Declared> declared) throws SQLException {
    Vendor vendor = Vendor.of(dialect, connection);
    List<TableColumn> columns = new ArrayList<>();
    for (Declared each : declared) {
      columns.add(vendor.column(each, choices).orElseThrow(() -> unsupported(ref, each)));
    }
    return columns;
  }

  /** The columns, those guarded in which values may be too long to be sent. */
  private List<TableColumn> guarded(TableRef ref, List<TableColumn> columns) throws SQLException {
    return switch (dialect) {
      case POSTGRESQL -> PostgresGuard.over(connection, ref, columns, choices.maxValueBytes());
      case SQLITE -> SqliteGuard.over(connection, columns, choices.maxValueBytes());
      case MARIADB, H2, OTHER -> columns;
    };
  }

  List<String> key(TableRef ref) throws SQLException {
    return dialect == Dialect.SQLITE ? SqliteCatalog.key(connection, ref) : primaryKey(ref);
  }

  private List<String> primaryKey(TableRef ref) throws SQLException {
    Map<Integer, String> columns = new TreeMap<>();
    try (ResultSet row = metadata.getPrimaryKeys(catalog(ref), schema(ref), ref.name())) {
      while (row.next()) {
        columns.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
      }
    }
    return List.copyOf(columns.values());
  }

  /** The columns that some index begins with. */
  Set<String> indexed(TableRef ref) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (ResultSet row =
        metadata.getIndexInfo(catalog(ref), schema(ref), ref.name(), false, true)) {
      while (row.next()) {
        String column = row.getString("COLUMN_NAME");
        if (column != null && row.getInt("ORDINAL_POSITION") <= 1) {
          columns.add(unquoted(column));
        }
      }
    }
    return columns;
  }

  private List<TableRef> tables(@Nullable String pattern) throws SQLException {
    List<TableRef> tables = new ArrayList<>();
    Set<TableRef> partitions = partitions();
    boolean catalogs = dialect.schemasAreCatalogs();
    try (ResultSet row =
        metadata.getTables(
            catalogs ? pattern : connection.getCatalog(), catalogs ? null : pattern, "%", null)) {
      while (row.next()) {
        String schema = row.getString(catalogs ? "TABLE_CAT" : "TABLE_SCHEM");
        TableRef ref = new TableRef(schema, row.getString("TABLE_NAME"));
        if (READABLE.contains(String.valueOf(row.getString("TABLE_TYPE")))
            && !isSystem(ref)
            && !partitions.contains(ref)) {
          tables.add(ref);
        }
      }
    }
    tables.sort(Comparator.comparing(TableRef::stream));
    return tables;
  }

  /** PostgreSQL lists the parts of a partitioned table beside it; the whole has all their rows. */
  private Set<TableRef> partitions() throws SQLException {
    Set<TableRef> partitions = new HashSet<>();
    if (dialect == Dialect.POSTGRESQL) {
      String sql =
          "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
              + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
              + " WHERE c.relispartition";
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          partitions.add(new TableRef(row.getString(1), row.getString(2)));
        }
      }
    }
    return partitions;
  }

  private boolean isSystem(TableRef ref) {
    return dialect == Dialect.SQLITE
        ? ref.name().startsWith("sqlite_")
        : ref.schema() != null && dialect.isSystem(ref.schema());
  }

  private List<TableRef> inDefaultSchema(List<TableRef> all, String name) throws SQLException {
    Set<TableRef> allowed = Set.copyOf(tables(schemaPattern.orElse(currentSchema())));
    return all.stream()
        .filter(table -> table.name().equals(name) && allowed.contains(table))
        .toList();
  }

  private @Nullable String currentSchema() throws SQLException {
    return switch (dialect) {
      case SQLITE -> null;
      case MARIADB -> connection.getCatalog();
      case POSTGRESQL, H2, OTHER -> connection.getSchema();
    };
  }

  private List<Declared> declared(TableRef ref) throws SQLException {
    return switch (dialect) {
      case SQLITE -> SqliteCatalog.columns(connection, ref);
      case POSTGRESQL -> PostgresCatalog.columns(connection, ref);
      case MARIADB -> MariadbCatalog.withJson(connection, ref, columns(ref));
      case H2 -> H2Catalog.withElements(connection, ref, columns(ref));
      case OTHER -> columns(ref);
    };
  }

  private List<Declared> columns(TableRef ref) throws SQLException {
    List<Declared> columns = new ArrayList<>();
    try (ResultSet row =
        metadata.getColumns(catalog(ref), escaped(schema(ref)), escaped(ref.name()), "%")) {
      while (row.next()) {
        if (ref.name().equals(row.getString("TABLE_NAME"))) {
          columns.add(column(row));
        }
      }
    }
    return columns;
  }

  private static Declared column(ResultSet row) throws SQLException {
    return new Declared(
        row.getString("COLUMN_NAME"),
        row.getInt("DATA_TYPE"),
        String.valueOf(row.getString("TYPE_NAME")),
        row.getInt("COLUMN_SIZE"),
        row.getInt("DECIMAL_DIGITS"),
        row.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls);
  }

  private @Nullable String catalog(TableRef ref) throws SQLException {
    return dialect.schemasAreCatalogs() ? ref.schema() : connection.getCatalog();
  }

  private @Nullable String schema(TableRef ref) {
    return dialect.schemasAreCatalogs() ? null : ref.schema();
  }

  private @Nullable String escaped(@Nullable String name) throws SQLException {
    String escape = metadata.getSearchStringEscape();
    if (name == null || escape == null || escape.isEmpty()) {
      return name;
    }
    // MariaDB's driver unescapes only where it finds a wildcard; one stands for what escapes.
    return name.replace(escape, dialect == Dialect.MARIADB ? "_" : escape + escape)
        .replace("_", dialect == Dialect.MARIADB ? "_" : escape + "_")
        .replace("%", escape + "%");
  }

  private static String unquoted(String column) {
    boolean quoted = column.length() > 1 && column.startsWith("\"") && column.endsWith("\"");
    return quoted ? column.substring(1, column.length() - 1).replace("\"\"", "\"") : column;
  }

  static TributaryException unsupported(TableRef ref, Declared column) {
    return new TributaryException(
        ErrorCode.TYPE_UNSUPPORTED,
        "Column '"
            + column.name()
            + "' of "
            + ref.stream()
            + " has the type "
            + column.typeName()
            + ", which cannot be read yet",
        "Read a view that leaves the column out or casts it to text");
  }

  static TributaryException missing(TableRef ref, List<String> names, String name) {
    return new TributaryException(
        ErrorCode.SETTING_INVALID,
        "The stream's 'select' names '" + name + "', which is no column of " + ref.stream(),
        Nearest.to(name, names)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Name some of: " + String.join(", ", names)));
  }

  private static TributaryException notFound(String stream, List<TableRef> all) {
    List<String> names = all.stream().map(TableRef::stream).toList();
    List<String> bare = all.stream().map(TableRef::name).toList();
    Optional<String> nearest = Nearest.to(stream, names);
    if (nearest.isEmpty()) {
      nearest = Nearest.to(stream, bare).map(near -> names.get(bare.indexOf(near)));
    }
    return new TributaryException(
        ErrorCode.STREAM_NOT_FOUND,
        "There is no table or view '" + stream + "'",
        nearest
            .map(near -> "Did you mean '" + near + "'?")
            .orElse(
                "Name one of: "
                    + String.join(", ", names.subList(0, Math.min(names.size(), NAMES_SHOWN)))));
  }

  private static TributaryException ambiguous(String stream, List<TableRef> named) {
    return new TributaryException(
        ErrorCode.STREAM_NOT_FOUND,
        "'" + stream + "' stands in several schemas",
        "Name one of: " + String.join(", ", named.stream().map(TableRef::stream).toList()));
  }
}
