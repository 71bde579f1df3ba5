// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkCapabilities;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of the nested values of a stream. Immutable; begin with {@link #of(Mode)}. {@code
 * docs/nested-data.md} shows the tables.
 *
 * <p>A path is the names of fields from the root down; elements of lists and values of maps add
 * nothing to it.
 *
 * @param depthMax how many objects, lists and maps may hold one another; one that is deeper is json
 * @param json paths of nested values that are json in every mode
 * @param maps paths of objects whose field names are data: in mode {@code KEEP} they become maps
 * @param keys how rows of child tables say where they belong
 * @param columnsMax the most columns of one table; leaves, where nested values are kept
 * @param newColumnsMax the most columns that one load may add to a table that is there
 * @param tablesMax the most child tables
 * @param onLimit what {@link #check} does beyond either
 */
public record Nesting(
    Mode mode,
    int depthMax,
    Set<FieldPath> json,
    Set<FieldPath> maps,
    ChildKeys keys,
    int columnsMax,
    int newColumnsMax,
    int tablesMax,
    OnLimit onLimit) {

  private static final long VERSION = 1;

  /** The ways to lay out nested values. */
  public enum Mode {
    /** Objects stay structs, lists lists, maps maps. */
    KEEP,
    /** Objects become columns {@code a__b}; lists become child tables; maps become json. */
    TABLES,
    /** Each field with a nested value is one column of json. */
    JSON
  }

  /** What happens when data would make more columns or tables than allowed. */
  public enum OnLimit {
    /** The load is refused, and the message names the culprit. */
    REFUSE,
    /** The culprit becomes json. */
    JSON
  }

  public Nesting {
    if (depthMax < 0 || columnsMax < 1 || newColumnsMax < 0 || tablesMax < 0) {
      throw new IllegalArgumentException(
          "No limits: depth " + depthMax + ", columns " + columnsMax + ", tables " + tablesMax);
    }
    json = Set.copyOf(json);
    maps = Set.copyOf(maps);
  }

  public static Nesting of(Mode mode) {
    return new Nesting(
        mode, 8, Set.of(), Set.of(), ChildKeys.INDEX_PATH, 1_000, 1_000, 100, OnLimit.REFUSE);
  }

  public Nesting withDepthMax(int newDepthMax) {
    return new Nesting(
        mode, newDepthMax, json, maps, keys, columnsMax, newColumnsMax, tablesMax, onLimit);
  }

  public Nesting withJson(Set<FieldPath> paths) {
    return new Nesting(
        mode, depthMax, paths, maps, keys, columnsMax, newColumnsMax, tablesMax, onLimit);
  }

  public Nesting withMaps(Set<FieldPath> paths) {
    return new Nesting(
        mode, depthMax, json, paths, keys, columnsMax, newColumnsMax, tablesMax, onLimit);
  }

  public Nesting withKeys(ChildKeys newKeys) {
    return new Nesting(
        mode, depthMax, json, maps, newKeys, columnsMax, newColumnsMax, tablesMax, onLimit);
  }

  public Nesting withLimits(int newColumnsMax, int newTablesMax, OnLimit newOnLimit) {
    return withLimits(newColumnsMax, newColumnsMax, newTablesMax, newOnLimit);
  }

  public Nesting withLimits(int columns, int newColumnsPerLoad, int tables, OnLimit newOnLimit) {
    return new Nesting(
        mode, depthMax, json, maps, keys, columns, newColumnsPerLoad, tables, newOnLimit);
  }

  /**
   * The shape for the batches of one task, which carry the names that tables have.
   *
   * @param rootKey the root table's key columns; empty where there are none, then child rows are
   *     tied by row ids
   * @param known the schemas of the tables that there are, by what their names add to the root's: a
   *     nested field that became json stays json; in mode {@code TABLES} also where the column is
   *     text, unless its parts have columns or a table
   * @param sink how long names may be, and whether case tells them apart
   * @param seed no two tasks of a table have the same; row ids are made of it and of the order of
   *     rows, so that a task that is done anew makes the same ones
   */
  public Shape shape(
      List<String> rootKey, Map<String, Schema> known, SinkCapabilities sink, String seed) {
    return mode == Mode.TABLES
        ? new InChildTables(
            new Unnesting(this, known, sink.nameLengthMax()), rootKey, keys, sink, seed)
        : new InOneTable(this, known);
  }

  /**
   * Compares with the limits what rows of {@code joined}, which is all that a load has seen, would
   * make of the tables in {@code known}; tables and columns that there are never refuse. The order
   * of fields has no influence.
   *
   * @return this, or where {@link OnLimit#JSON} holds, a nesting with more paths that are json, by
   *     which all rows are to be shaped again
   * @throws TributaryException {@code SCHEMA_REFUSED} naming the object with the most new names,
   *     when the limits refuse or no more json would help
   */
  public Nesting check(Schema joined, Map<String, Schema> known, SinkCapabilities sink) {
    return Limits.within(this, joined, known, sink.nameLengthMax());
  }

  /**
   * The columns of child tables that hold the root's key, in its order; empty where child rows are
   * tied by row ids or there are none.
   *
   * @param rootKey the root table's key columns
   */
  public List<String> childKeyColumns(List<String> rootKey, SinkCapabilities sink) {
    return mode == Mode.TABLES && keys.style() == ChildKeys.Style.INDEX_PATH
        ? IndexPath.columns(rootKey, keys, sink)
        : List.of();
  }

  /** How deep values stay nested. */
  int depth() {
    return mode == Mode.JSON ? 0 : depthMax;
  }

  /** A form that travels between processes and is kept between runs. */
  public Fields toFields() {
    return Fields.of("version", VERSION)
        .with("mode", text(mode))
        .with("depth-max", depthMax)
        .with("json", PathFields.of(json))
        .with("maps", PathFields.of(maps))
        .with("keys", keys.toFields())
        .with("columns-max", columnsMax)
        .with("new-columns-max", newColumnsMax)
        .with("tables-max", tablesMax)
        .with("on-limit", text(onLimit));
  }

  /**
   * @throws TributaryException {@code STATE_UNREADABLE} when the fields are no nesting, or of a
   *     newer form
   */
  public static Nesting fromFields(Fields fields) {
    if (fields.number("version") != VERSION) {
      throw PathFields.unreadable(
          "nesting", "version " + fields.number("version") + ", not " + VERSION, null);
    }
    try {
      return new Nesting(
          Mode.valueOf(fields.text("mode").toUpperCase(Locale.ROOT)),
          Math.toIntExact(fields.number("depth-max")),
          PathFields.paths(fields, "json"),
          PathFields.paths(fields, "maps"),
          ChildKeys.fromFields(fields.fields("keys")),
          Math.toIntExact(fields.number("columns-max")),
          Math.toIntExact(fields.number("new-columns-max")),
          Math.toIntExact(fields.number("tables-max")),
          OnLimit.valueOf(fields.text("on-limit").toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw PathFields.unreadable("nesting", String.valueOf(e.getMessage()), e);
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
