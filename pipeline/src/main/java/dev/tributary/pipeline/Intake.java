// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.Naming;
import dev.tributary.evolution.Nesting;
import dev.tributary.evolution.Nesting.Mode;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.schema.Field;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import dev.tributary.schema.Type;
import dev.tributary.sink.SinkCapabilities;
import dev.tributary.source.StreamInfo;
import java.util.List;
import java.util.Map;

/**
 * How the rows of a stream become rows of tables, the same for each task of a pass. Immutable.
 *
 * @param key the fields that tell rows apart, as the source calls them
 * @param declaration what the user says of the fields, as the source calls them
 * @param names given to fields before, by their path in the source
 * @param quarantined whether refused rows are kept in the quarantine table
 * @param replayed whether the rows come from there, with everything protected that is declared so
 */
record Intake(
    SystemColumns systemColumns,
    List<String> key,
    Declaration declaration,
    Map<FieldPath, String> names,
    Nesting nesting,
    Contract contract,
    boolean quarantined,
    boolean replayed) {

  Intake {
    key = List.copyOf(key);
    names = Map.copyOf(names);
  }

  Naming naming(SinkCapabilities sink) {
    return Naming.of(sink.nameLengthMax(), sink.caseSensitive()).knowing(names);
  }

  /**
   * What may change in a table. A table that has no field of its own was only just made, and the
   * quarantine is ours.
   */
  Contract contract(TableName anchor, TableName table, Schema known, SinkCapabilities sink) {
    boolean free = isBare(known, sink) || table.equals(TableNames.quarantine(anchor));
    return free ? Contract.EVOLVE : contract;
  }

  /** Whether the stream can have tables beside its root. */
  boolean hasTablesBelow() {
    return quarantined || nesting.mode() == Mode.TABLES;
  }

  /**
   * The tables that have fields of their own, with these, by what their names add to the root's.
   */
  Map<String, Schema> known(
      TableName anchor, Map<TableName, Schema> tables, SinkCapabilities sink) {
    Map<String, Schema> known = TableNames.suffixes(anchor, tables);
    known.replaceAll((suffix, schema) -> own(schema, sink));
    known.values().removeIf(schema -> schema.size() == 0);
    return known;
  }

  private Schema own(Schema schema, SinkCapabilities sink) {
    return Schema.of(
        schema.fields().stream()
            .filter(field -> !systemColumns.isSystem(field.name(), sink.caseSensitive()))
            .toList());
  }

  /** True when a table has nothing but system columns. */
  boolean isBare(Schema known, SinkCapabilities sink) {
    return known.fields().stream()
        .allMatch(field -> systemColumns.isSystem(field.name(), sink.caseSensitive()));
  }

  /** Fields of the source as tables call them. */
  List<String> named(List<String> fields, SinkCapabilities sink) {
    List<Field> texts = fields.stream().map(name -> Field.optional(name, Type.STRING)).toList();
    Schema source = toApply().schema(Schema.of(texts));
    return naming(sink).name(source).schema().fields().stream()
        .map(Field::name)
        .limit(fields.size())
        .toList();
  }

  /** How the stream's tables are written when its root is so. */
  TableModes modes(TableName anchor, WriteMode root, SinkCapabilities sink) {
    return new TableModes(anchor, root, nesting.childKeyColumns(named(key, sink), sink));
  }

  /** What is still to be done with rows; those that are replayed are protected. */
  Declaration toApply() {
    return replayed ? declaration.withoutProtections() : declaration;
  }

  /** The same for rows that come back from the quarantine. */
  Intake replaying() {
    return new Intake(systemColumns, key, declaration, names, nesting, contract, quarantined, true);
  }

  /** With the key that the source names, where the user named none. */
  Intake keyedBy(StreamInfo source) {
    return key.isEmpty()
        ? new Intake(
            systemColumns,
            source.key(),
            declaration,
            names,
            nesting,
            contract,
            quarantined,
            replayed)
        : this;
  }

  Intake withNames(Map<FieldPath, String> newNames) {
    return new Intake(
        systemColumns, key, declaration, newNames, nesting, contract, quarantined, replayed);
  }

  Intake withNesting(Nesting newNesting) {
    return new Intake(
        systemColumns, key, declaration, names, newNesting, contract, quarantined, replayed);
  }
}
