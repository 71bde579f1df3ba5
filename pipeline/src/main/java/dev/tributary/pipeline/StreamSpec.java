// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.load.WriteMode.Disposition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pipeline does with one stream. Immutable; the {@code with} methods return a changed copy.
 *
 * @param name as the source calls the stream
 * @param table the table to load into; default: the stream's name, normalised
 * @param cursor the field by which only what is new is read; default: everything is read each time
 * @param key the fields that tell rows apart; default: what the source knows
 * @param onMissingTable what to do when a table that was loaded before is gone
 * @param sourceSettings what the source's provider describes as stream settings
 * @param tableSettings what the sink's provider describes as table settings
 */
public record StreamSpec(
    String name,
    Optional<String> table,
    Optional<String> cursor,
    List<String> key,
    Disposition disposition,
    OnMissingTable onMissingTable,
    Map<String, Object> sourceSettings,
    Map<String, Object> tableSettings) {

  public StreamSpec {
    key = List.copyOf(key);
    sourceSettings = Map.copyOf(sourceSettings);
    tableSettings = Map.copyOf(tableSettings);
  }

  /** Appends everything, each time, to a table named after the stream. */
  public static StreamSpec of(String name) {
    return new StreamSpec(
        name,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Disposition.APPEND,
        OnMissingTable.FAIL,
        Map.of(),
        Map.of());
  }

  public StreamSpec withTable(String newTable) {
    return new StreamSpec(
        name,
        Optional.of(newTable),
        cursor,
        key,
        disposition,
        onMissingTable,
        sourceSettings,
        tableSettings);
  }

  public StreamSpec withCursor(String newCursor) {
    return new StreamSpec(
        name,
        table,
        Optional.of(newCursor),
        key,
        disposition,
        onMissingTable,
        sourceSettings,
        tableSettings);
  }

  public StreamSpec withKey(String... newKey) {
    return new StreamSpec(
        name,
        table,
        cursor,
        List.of(newKey),
        disposition,
        onMissingTable,
        sourceSettings,
        tableSettings);
  }

  public StreamSpec withDisposition(Disposition newDisposition) {
    return new StreamSpec(
        name, table, cursor, key, newDisposition, onMissingTable, sourceSettings, tableSettings);
  }

  public StreamSpec withOnMissingTable(OnMissingTable choice) {
    return new StreamSpec(
        name, table, cursor, key, disposition, choice, sourceSettings, tableSettings);
  }

  public StreamSpec withSourceSettings(Map<String, Object> settings) {
    return new StreamSpec(
        name, table, cursor, key, disposition, onMissingTable, settings, tableSettings);
  }

  public StreamSpec withTableSettings(Map<String, Object> settings) {
    return new StreamSpec(
        name, table, cursor, key, disposition, onMissingTable, sourceSettings, settings);
  }

  /** What to do when a table that was loaded before is gone. */
  public enum OnMissingTable {
    /** Refuse with {@code TABLE_MISSING}. */
    FAIL,
    /** Make it again and read the stream from the start. */
    RELOAD
  }
}
