// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.Column;
import dev.tributary.config.Secret;
import dev.tributary.schema.FieldPath;
import dev.tributary.schema.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user says about one field of a stream. Immutable; the methods that refine return a new
 * one. Wrong combinations are found by {@link Declaration#of}.
 */
public final class DeclaredColumn {

  private final FieldPath path;
  private final @Nullable Type type;
  private final boolean required;
  private final @Nullable String fallback;
  private final @Nullable String name;
  private final Protection protection;

  DeclaredColumn(
      FieldPath path,
      @Nullable Type type,
      boolean required,
      @Nullable String fallback,
      @Nullable String name,
      Protection protection) {
    this.path = path;
    this.type = type;
    this.required = required;
    this.fallback = fallback;
    this.name = name;
    this.protection = protection;
  }

  /** Says nothing yet. The path leads through lists and maps without naming their elements. */
  public static DeclaredColumn of(String... path) {
    return new DeclaredColumn(FieldPath.of(path), null, false, null, null, Protection.NONE);
  }

  /** Values are of this type, in a struct the fields named there. */
  public DeclaredColumn as(Type declared) {
    return new DeclaredColumn(path, declared, required, fallback, name, protection);
  }

  /** A row without a value is refused. */
  public DeclaredColumn required() {
    return new DeclaredColumn(path, type, true, fallback, name, protection);
  }

  /** Stands where there is no value: text in the canonical form of the declared scalar type. */
  public DeclaredColumn orElse(String text) {
    return new DeclaredColumn(path, type, required, text, name, protection);
  }

  /** The table calls the field so. */
  public DeclaredColumn named(String newName) {
    return new DeclaredColumn(path, type, required, fallback, newName, protection);
  }

  /** The values go nowhere. */
  public DeclaredColumn excluded() {
    return new DeclaredColumn(path, type, required, fallback, name, Protection.EXCLUDE);
  }

  /** Instead of a value stands the SHA-256 of its canonical text, in 64 hexadecimal digits. */
  public DeclaredColumn hashed() {
    return protectedBy(new Protection(Protection.Kind.HASH, Optional.empty(), 0));
  }

  /** As {@link #hashed()}, of the salt followed by the text. */
  public DeclaredColumn hashed(Secret salt) {
    return protectedBy(new Protection(Protection.Kind.HASH, Optional.of(salt), 0));
  }

  /**
   * Instead of a value stand three asterisks and the last {@code keep} characters of its canonical
   * text, if it has more than these.
   */
  public DeclaredColumn masked(int keep) {
    return protectedBy(new Protection(Protection.Kind.MASK, Optional.empty(), keep));
  }

  /** What {@code other} says, with this one's type and its requirement where it has no type. */
  DeclaredColumn refinedBy(DeclaredColumn other) {
    return type == null || other.type != null || other.protection.kind() != Protection.Kind.NONE
        ? other
        : new DeclaredColumn(
            path, type, required || other.required, other.fallback, other.name, other.protection);
  }

  DeclaredColumn unprotected() {
    return isExcluded() ? this : protectedBy(Protection.NONE);
  }

  public FieldPath path() {
    return path;
  }

  public Optional<Type> type() {
    return Optional.ofNullable(type);
  }

  public boolean isRequired() {
    return required;
  }

  public boolean isExcluded() {
    return protection.kind() == Protection.Kind.EXCLUDE;
  }

  Optional<String> fallback() {
    return Optional.ofNullable(fallback);
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  Protection protection() {
    return protection;
  }

  /** What the table calls the field. */
  String target() {
    return name().orElse(path.last());
  }

  private DeclaredColumn protectedBy(Protection newProtection) {
    return new DeclaredColumn(path, type, required, fallback, name, newProtection);
  }

  /** The default as a column of one slot; empty when there is none. */
  Optional<Column> fallbackColumn() {
    if (fallback == null || type == null) {
      return Optional.empty();
    }
    Column column = Column.of(type);
    TextValues.append(fallback, column);
    return Optional.of(column);
  }

  /** Adds what cannot be meant. */
  void check(List<String> problems) {
    String where = "Column '" + path + "' ";
    if (protection.rewrites() && type != null && !type.equals(Type.STRING)) {
      problems.add(where + "is hashed or masked, so it is text and not " + TypeText.of(type));
    }
    if (protection.kind() != Protection.Kind.NONE && fallback != null) {
      problems.add(where + "has a default, but its values are not shown");
    }
    if (isExcluded() && (required || name != null)) {
      problems.add(where + "is excluded, so it can be neither required nor renamed");
    }
    if (fallback != null && type == null) {
      problems.add(where + "has a default but no type");
    }
    if (name != null && name.isEmpty()) {
      problems.add(where + "gets an empty name");
    }
    try {
      fallbackColumn();
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(where + "has a default that is no value of its type");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeclaredColumn that
        && path.equals(that.path)
        && type().equals(that.type())
        && required == that.required
        && fallback().equals(that.fallback())
        && name().equals(that.name())
        && protection.equals(that.protection);
  }

  @Override
  public int hashCode() {
    return path.hashCode();
  }

  @Override
  public String toString() {
    return path
        + type().map(t -> ":" + TypeText.of(t)).orElse("")
        + (required ? "!" : "")
        + (protection.kind() == Protection.Kind.NONE ? "" : " " + protection.kind());
  }
}
