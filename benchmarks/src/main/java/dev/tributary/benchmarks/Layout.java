// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a loader lays documents out in tables, told as one query of DuckDB's for each fact.
 * Immutable.
 *
 * @param tables that the queries read
 * @param queries by fact; <code>{table}</code> stands for the files of a table
 */
record Layout(List<String> tables, Map<String, String> queries) {

  static final Layout FLAT =
      new Layout(
          List.of(FlatDocuments.NAME),
          Map.of(FlatDocuments.NAME, "SELECT *, id AS place FROM {flat}"));

  private static final String IN_ONE_TABLE =
      """
      SELECT id AS place, id, ts, type, user_.uid, user_.name, user_.geo.country, user_.geo.lat,
        user_.geo.lon
      FROM (SELECT *, <user> AS user_ FROM {events})
      """;

  private static final String ITEMS_IN_ONE_TABLE =
      """
      SELECT id * 8 + i - 1 AS place, item.sku, item.qty, item.price, item.promos
      FROM (SELECT id, unnest(items_) AS item, generate_subscripts(items_, 1) AS i
        FROM (SELECT id, <items> AS items_ FROM {events}))
      """;

  private static final String PROMOS_IN_ONE_TABLE =
      """
      SELECT item * 8 + j - 1 AS place, promo.code, promo.pct
      FROM (SELECT place AS item, unnest(promos) AS promo, generate_subscripts(promos, 1) AS j
        FROM (<unnested>))
      """;

  private static final String USER_FROM_JSON =
      """
      from_json("user", '{"uid": "BIGINT", "name": "VARCHAR",
        "geo": {"country": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE"}}')""";

  private static final String ITEMS_FROM_JSON =
      """
      from_json(items, '[{"sku": "VARCHAR", "qty": "BIGINT", "price": "DOUBLE",
        "promos": [{"code": "VARCHAR", "pct": "DOUBLE"}]}]')""";

  private static final String WITH_USER_IN_COLUMNS =
      """
      SELECT id AS place, id, ts, type, user__uid AS uid, user__name AS name,
        user__geo__country AS country, user__geo__lat AS lat, user__geo__lon AS lon
      FROM {events}
      """;

  /** Structs and lists. */
  static final Layout KEEP = inOneTable("\"user\"", "items");

  /** Texts of JSON. */
  static final Layout JSON = inOneTable(USER_FROM_JSON, ITEMS_FROM_JSON);

  private static final List<String> THREE_TABLES =
      List.of("events", "events__items", "events__items__promos");

  /** Child tables with the key of the root and places in lists. */
  static final Layout INDEX_PATHS =
      new Layout(
          THREE_TABLES,
          Map.of(
              NestedDocuments.EVENTS,
              WITH_USER_IN_COLUMNS,
              NestedDocuments.ITEMS,
              "SELECT _root_id * 8 + _items_idx AS place, sku, qty, price FROM {events__items}",
              NestedDocuments.PROMOS,
              """
              SELECT (_root_id * 8 + _items_idx) * 8 + _items__promos_idx AS place, code, pct
              FROM {events__items__promos}
              """));

  /** Child tables with the id of the row above and the place in the list. */
  static final Layout PARENT_IDS =
      new Layout(
          THREE_TABLES,
          Map.of(
              NestedDocuments.EVENTS,
              WITH_USER_IN_COLUMNS,
              NestedDocuments.ITEMS,
              """
              SELECT e.id * 8 + i._dlt_list_idx AS place, sku, qty, price
              FROM {events__items} i JOIN {events} e ON i._dlt_parent_id = e._dlt_id
              """,
              NestedDocuments.PROMOS,
              """
              SELECT (e.id * 8 + i._dlt_list_idx) * 8 + p._dlt_list_idx AS place, code, pct
              FROM {events__items__promos} p
              JOIN {events__items} i ON p._dlt_parent_id = i._dlt_id
              JOIN {events} e ON i._dlt_parent_id = e._dlt_id
              """));

  Layout {
    tables = List.copyOf(tables);
    queries = Map.copyOf(queries);
  }

  /** Says which facts differ from what the generator knows, or nothing. */
  String differences(Lake lake, List<Fact> facts, List<Checksums> expected) throws SQLException {
    TreeMap<String, String> differences = new TreeMap<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int i = 0; i < facts.size(); i++) {
        Fact fact = facts.get(i);
        Checksums found =
            Checksums.inDuckdb(duckdb, query(fact.name(), lake), fact.columns(), Fact.PLACE);
        String difference = expected.get(i).differences(found);
        if (!difference.isEmpty()) {
          differences.put(fact.name(), difference);
        }
      }
    }
    return differences.isEmpty() ? "" : differences.toString();
  }

  private String query(String fact, Lake lake) {
    String query = String.valueOf(queries.get(fact));
    for (String table : tables) {
      query = query.replace("{" + table + "}", lake.files(table));
    }
    return "(" + query + ")";
  }

  private static Layout inOneTable(String user, String items) {
    String unnested = ITEMS_IN_ONE_TABLE.replace("<items>", items);
    return new Layout(
        List.of(NestedDocuments.EVENTS),
        Map.of(
            NestedDocuments.EVENTS,
            IN_ONE_TABLE.replace("<user>", user),
            NestedDocuments.ITEMS,
            unnested,
            NestedDocuments.PROMOS,
            PROMOS_IN_ONE_TABLE.replace("<unnested>", unnested)));
  }
}
