// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.config.Settings;
import dev.tributary.load.Fields;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user says about the fields of a stream: types, what is required, defaults, names, and what
 * nobody may read. Immutable. {@link Declared} applies it to batches.
 */
public final class Declaration {

  private static final Declaration NOTHING = new Declaration(List.of());

  private final Map<List<String>, DeclaredColumn> columns = new LinkedHashMap<>();

  private Declaration(List<DeclaredColumn> all) {
    all.forEach(column -> columns.put(column.path().names(), column));
  }

  /** Everything is taken as it comes. */
  public static Declaration nothing() {
    return NOTHING;
  }

  /**
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID} naming all columns that
   *     contradict themselves or each other
   */
  public static Declaration of(List<DeclaredColumn> columns) {
    List<String> problems = new ArrayList<>();
    check(columns, problems);
    if (!problems.isEmpty()) {
      throw Settings.invalid(problems);
    }
    return new Declaration(columns);
  }

  /** The fields of the schema with their types, and {@code required} where they are. */
  public static Declaration of(Schema schema) {
    return of(
        schema.fields().stream()
            .map(
                field -> {
                  DeclaredColumn column = DeclaredColumn.of(field.name()).as(field.type());
                  return field.required() ? column.required() : column;
                })
            .toList());
  }

  /**
   * Reads what a user wrote: per path a type, or settings as in {@link DeclarationForm#SETTINGS}.
   *
   * @param where names the place in messages, such as {@code columns}
   * @param problems takes a sentence for each thing that is wrong; then what is returned has no
   *     meaning
   */
  public static Declaration read(String where, Map<String, ?> written, List<String> problems) {
    List<DeclaredColumn> columns = DeclarationForm.read(where, written, problems);
    check(columns, problems);
    return new Declaration(columns);
  }

  /** Reads what {@link #reveal()} wrote. */
  public static Declaration from(Fields fields) {
    return of(DeclarationForm.columns(fields));
  }

  /**
   * A plain form that may travel to another process, salts in the clear. Keep it as safe as the
   * secrets.
   */
  public Fields reveal() {
    return DeclarationForm.reveal(List.copyOf(columns.values()));
  }

  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The columns in the order in which they were declared. */
  public List<DeclaredColumn> columns() {
    return List.copyOf(columns.values());
  }

  /**
   * What tables of rows of {@code incoming} will have: its fields as declared, and all declared
   * fields that have a type, also those that never came.
   *
   * @throws dev.tributary.error.TributaryException {@code SCHEMA_REFUSED} when two fields get one
   *     name
   */
  public Schema schema(Schema incoming) {
    return Schema.of(Layout.complete(this, incoming).fields());
  }

  /** This declaration's concern for what nobody may read, and nothing else. */
  Declaration protections() {
    return new Declaration(
        columns.values().stream()
            .filter(column -> column.protection().kind() != Protection.Kind.NONE)
            .map(
                column ->
                    new DeclaredColumn(column.path(), null, false, null, null, column.protection()))
            .toList());
  }

  /**
   * What both say; of a field that both speak of, {@code more}, with this one's type if it has
   * none.
   */
  public Declaration with(Declaration more) {
    Map<List<String>, DeclaredColumn> all = new LinkedHashMap<>(columns);
    more.columns.forEach((path, column) -> all.merge(path, column, DeclaredColumn::refinedBy));
    return of(List.copyOf(all.values()));
  }

  /** Whether there is something that nobody may read. */
  public boolean hasProtections() {
    return !protections().isEmpty();
  }

  /** The paths, as text, of what nobody may read, in the order of their characters. */
  public Set<String> protectedPaths() {
    Set<String> paths = new TreeSet<>();
    protections().columns().forEach(column -> paths.add(column.path().toString()));
    return paths;
  }

  /** Only its protections, without those of fields that are protected already. */
  public Declaration protectionsBeyond(Set<String> protectedPaths) {
    return new Declaration(
        protections().columns().stream()
            .filter(column -> !protectedPaths.contains(column.path().toString()))
            .toList());
  }

  /** The same, for rows in which what nobody may read is left out, hashed or masked already. */
  public Declaration withoutProtections() {
    return new Declaration(columns.values().stream().map(DeclaredColumn::unprotected).toList());
  }

  Optional<DeclaredColumn> column(List<String> path) {
    return Optional.ofNullable(columns.get(path));
  }

  /** The names that stand right below {@code path} in declared paths. */
  Set<String> namesBelow(List<String> path) {
    Set<String> names = new LinkedHashSet<>();
    for (List<String> declared : columns.keySet()) {
      if (declared.size() > path.size() && declared.subList(0, path.size()).equals(path)) {
        names.add(declared.get(path.size()));
      }
    }
    return names;
  }

  /** Whether a field somewhere below {@code path} is not for everybody. */
  boolean protectsBelow(List<String> path) {
    return columns.values().stream()
        .filter(column -> column.protection().kind() != Protection.Kind.NONE)
        .map(column -> column.path().names())
        .anyMatch(
            names -> names.size() > path.size() && names.subList(0, path.size()).equals(path));
  }

  private static void check(List<DeclaredColumn> columns, List<String> problems) {
    Set<FieldPath> paths = new HashSet<>();
    Set<List<String>> targets = new HashSet<>();
    for (DeclaredColumn column : columns) {
      column.check(problems);
      if (!paths.add(column.path())) {
        problems.add("Column '" + column.path() + "' is declared twice");
      }
      List<String> target = new ArrayList<>(column.path().parents());
      target.add(column.target());
      if (!column.isExcluded() && !targets.add(target)) {
        problems.add("Two columns are called '" + String.join(".", target) + "'");
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Declaration that && columns().equals(that.columns());
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public String toString() {
    return columns.values().toString();
  }
}
