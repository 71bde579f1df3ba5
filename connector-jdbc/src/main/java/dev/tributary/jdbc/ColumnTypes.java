// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.schema.Type;
import java.util.Optional;

/** The ways in which one declared column can become a column here. Immutable. */
record ColumnTypes(Declared declared, TypeChoices choices) {

  /** The column as it is, by the getter of the type. */
  Optional<TableColumn> typed(Type type) {
    return read(type, "", TypedReaders.of(type));
  }

  /** What the database makes of the column when asked for another of its types. */
  Optional<TableColumn> cast(Type type, String to) {
    return selected(type, "CAST(" + TableColumn.SELF + " AS " + to + ")");
  }

  /** What an expression of the database makes of the column. */
  Optional<TableColumn> selected(Type type, String expression) {
    return read(type, expression, TypedReaders.of(type));
  }

  /** An exact number, as was chosen for those beyond 38 digits. */
  Optional<TableColumn> exact() {
    return choices
        .exact(declared)
        .flatMap(
            type ->
                type.kind() == Type.Kind.STRING
                    ? selected(type, TableColumn.SELF) // No column to go by: "9" is after "10".
                    : typed(type));
  }

  /** A value whose text says it best. */
  Optional<TableColumn> written(Type type) {
    return read(type, "", TextReaders.of(type));
  }

  /** A text or binary value that may be far longer than memory, read in pieces. */
  Optional<TableColumn> streamed(Type type) {
    return read(type, "", LongValues.of(type, choices.maxValueBytes()));
  }

  Optional<TableColumn> read(Type type, String expression, ColumnReader reader) {
    ColumnReader checked =
        type.kind() == Type.Kind.STRING
                || type.kind() == Type.Kind.JSON
                || type.kind() == Type.Kind.BINARY
            ? LongValues.checked(reader, choices.maxValueBytes())
            : reader;
    return Optional.of(
        new TableColumn(
            declared.name(),
            declared.typeName(),
            type,
            declared.required(),
            expression,
            checked,
            ""));
  }
}
