// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.pipeline.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a pipeline does with one stream. Immutable; the {@code with} methods return a changed copy.
 */
public final class StreamSpec {

  private final String name;
  private Optional<String> table = Optional.empty();
  private Optional<String> cursor = Optional.empty();
  private List<String> key = List.of();
  private Disposition disposition = Disposition.APPEND;
  private ReplaceScope replaceScope = ReplaceScope.TABLE;
  private Merging merging = Merging.UPSERT;
  private OnMissingTable onMissingTable = OnMissingTable.FAIL;
  private Nesting nesting = Nesting.of(Nesting.Mode.KEEP);
  private Declaration declaration = Declaration.nothing();
  private Contract contract = Contract.EVOLVE;
  private Optional<Quarantine> quarantine = Optional.empty();
  private List<Check> checks = List.of();
  private Map<String, Object> sourceSettings = Map.of();
  private Map<String, Object> tableSettings = Map.of();

  private StreamSpec(String name) {
    this.name = name;
  }

  private StreamSpec(StreamSpec other) {
    name = other.name;
    table = other.table;
    cursor = other.cursor;
    key = other.key;
    disposition = other.disposition;
    replaceScope = other.replaceScope;
    merging = other.merging;
    onMissingTable = other.onMissingTable;
    nesting = other.nesting;
    declaration = other.declaration;
    contract = other.contract;
    quarantine = other.quarantine;
    checks = other.checks;
    sourceSettings = other.sourceSettings;
    tableSettings = other.tableSettings;
  }

  /** Appends everything, each time, to a table named after the stream. */
  public static StreamSpec of(String name) {
    return new StreamSpec(name);
  }

  /** As the source calls the stream. */
  public String name() {
    return name;
  }

  /** The table to load into; default: the stream's name, normalised. */
  public Optional<String> table() {
    return table;
  }

  public StreamSpec withTable(String newTable) {
    return with(copy -> copy.table = Optional.of(newTable));
  }

  /** The field by which only what is new is read; default: everything is read each time. */
  public Optional<String> cursor() {
    return cursor;
  }

  public StreamSpec withCursor(String newCursor) {
    return with(copy -> copy.cursor = Optional.of(newCursor));
  }

  /** The fields that tell rows apart; default: what the source knows. */
  public List<String> key() {
    return key;
  }

  public StreamSpec withKey(String... newKey) {
    return with(copy -> copy.key = List.of(newKey));
  }

  public Disposition disposition() {
    return disposition;
  }

  public StreamSpec withDisposition(Disposition newDisposition) {
    return with(copy -> copy.disposition = newDisposition);
  }

  /** What a load replaces, where it does. */
  public ReplaceScope replaceScope() {
    return replaceScope;
  }

  public StreamSpec withReplaceScope(ReplaceScope scope) {
    return with(copy -> copy.replaceScope = scope);
  }

  /** How a load merges, where it does. */
  public Merging merging() {
    return merging;
  }

  public StreamSpec withMerging(Merging newMerging) {
    return with(copy -> copy.merging = newMerging);
  }

  /** What to do when a table that was loaded before is gone. */
  public OnMissingTable onMissingTable() {
    return onMissingTable;
  }

  public StreamSpec withOnMissingTable(OnMissingTable choice) {
    return with(copy -> copy.onMissingTable = choice);
  }

  /** What becomes of objects and lists inside of rows; default: they stay. */
  public Nesting nesting() {
    return nesting;
  }

  public StreamSpec withNesting(Nesting newNesting) {
    return with(copy -> copy.nesting = newNesting);
  }

  /** What is said of the stream's fields: types, names, what is required, what nobody may read. */
  public Declaration declaration() {
    return declaration;
  }

  public StreamSpec withDeclaration(Declaration newDeclaration) {
    return with(copy -> copy.declaration = newDeclaration);
  }

  /** What may change in the stream's tables. */
  public Contract contract() {
    return contract;
  }

  public StreamSpec withContract(Contract newContract) {
    return with(copy -> copy.contract = newContract);
  }

  /** Where refused rows go; empty: a row that the source refuses fails the load. */
  public Optional<Quarantine> quarantine() {
    return quarantine;
  }

  public StreamSpec withQuarantine(Quarantine newQuarantine) {
    return with(copy -> copy.quarantine = Optional.of(newQuarantine));
  }

  /** What must be true of a load before anybody sees it. */
  public List<Check> checks() {
    return checks;
  }

  /** These checks and no others. */
  public StreamSpec withChecks(List<Check> newChecks) {
    return with(copy -> copy.checks = List.copyOf(newChecks));
  }

  /** One more check. */
  public StreamSpec check(Check another) {
    List<Check> more = new ArrayList<>(checks);
    more.add(another);
    return withChecks(more);
  }

  /** What the source's provider describes as stream settings. */
  public Map<String, Object> sourceSettings() {
    return sourceSettings;
  }

  public StreamSpec withSourceSettings(Map<String, Object> settings) {
    return with(copy -> copy.sourceSettings = Map.copyOf(settings));
  }

  /** What the sink's provider describes as table settings. */
  public Map<String, Object> tableSettings() {
    return tableSettings;
  }

  public StreamSpec withTableSettings(Map<String, Object> settings) {
    return with(copy -> copy.tableSettings = Map.copyOf(settings));
  }

  private StreamSpec with(Consumer<StreamSpec> change) {
    StreamSpec copy = new StreamSpec(this);
    change.accept(copy);
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StreamSpec that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return "stream " + parts();
  }

  private List<Object> parts() {
    return List.of(
        name,
        table,
        cursor,
        key,
        disposition,
        replaceScope,
        merging,
        onMissingTable,
        nesting,
        declaration,
        contract,
        quarantine,
        checks,
        sourceSettings,
        tableSettings);
  }

  /** How much of a table a load replaces. */
  public enum ReplaceScope {
    /** All rows. */
    TABLE,
    /** The rows of those partitions of the table that the load has rows in. */
    PARTITIONS
  }

  /** What to do when a table that was loaded before is gone. */
  public enum OnMissingTable {
    /** Refuse with {@code TABLE_MISSING}. */
    FAIL,
    /** Make it again and read the stream from the start. */
    RELOAD
  }
}
