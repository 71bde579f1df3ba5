// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Nearest;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.UnboundTerm;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * A transform of a column, as settings write it: {@code day(created_at)}, {@code bucket(16, id)},
 * or a column alone. Immutable.
 *
 * @param column its path, with dots where it is inside structs
 * @param transform in Iceberg's own words, such as {@code bucket[16]}
 */
record LayoutTerm(String column, String transform) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z]+)\\s*\\(\\s*(?:(\\d{1,9})\\s*,\\s*)?([^,]+?)\\s*\\)");
  private static final List<String> PLAIN =
      List.of("identity", "year", "month", "day", "hour", "void");
  private static final List<String> WIDE = List.of("bucket", "truncate");

  /**
   * Understands what a user wrote.
   *
   * @param setting where it was written
   * @throws TributaryException {@code SETTING_INVALID}
   */
  static LayoutTerm parse(String setting, String text) {
    String trimmed = text.trim();
    Matcher matcher = FORM.matcher(trimmed);
    if (!matcher.matches()) {
      if (trimmed.isEmpty() || trimmed.matches(".*[(),].*")) {
        throw invalid(setting, text);
      }
      return new LayoutTerm(trimmed, "identity");
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    String width = matcher.group(2);
    if (width == null && PLAIN.contains(name)) {
      return new LayoutTerm(matcher.group(3), name);
    }
    if (width != null && WIDE.contains(name) && Integer.parseInt(width) > 0) {
      return new LayoutTerm(matcher.group(3), name + "[" + width + "]");
    }
    throw invalid(setting, text);
  }

  Transform<?, ?> iceberg() {
    return Transforms.fromString(transform);
  }

  UnboundTerm<?> term() {
    return transform.equals("identity")
        ? Expressions.ref(column)
        : Expressions.transform(column, iceberg());
  }

  /** What the partition field is called; as Iceberg's own changes of a spec would call it. */
  String fieldName() {
    return switch (transform) {
      case "identity" -> column;
      case "void" -> column + "_null";
      default ->
          column
              + "_"
              + transform.replace("truncate", "trunc").replaceAll("[\\[]", "_").replace("]", "");
    };
  }

  boolean isIn(Schema schema) {
    return schema.findField(column) != null;
  }

  boolean is(PartitionField field, Schema schema) {
    return is(field.sourceId(), field.transform(), schema);
  }

  boolean is(int sourceId, Transform<?, ?> other, Schema schema) {
    Types.NestedField field = schema.findField(column);
    return field != null && field.fieldId() == sourceId && other.toString().equals(transform);
  }

  /**
   * Refuses a column that is missing, is inside a list or map, or has a type that does not fit.
   *
   * @throws TributaryException {@code SETTING_INVALID}
   */
  void check(String table, String setting, Schema schema) {
    Types.NestedField field = checkColumn(table, setting, column, schema);
    if (!fits(field.type())) {
      throw refused(
          "Column '"
              + column
              + "' of table '"
              + table
              + "' has the type "
              + field.type()
              + ", which "
              + setting
              + " cannot use as "
              + this,
          "Choose a transform that fits the type, or another column");
    }
    if (isRepeated(schema, field.fieldId())) {
      throw refused(
          "Column '"
              + column
              + "' of table '"
              + table
              + "' is inside a list or map, where "
              + setting
              + " cannot reach",
          "Choose a column that has one value per row");
    }
  }

  /** The column, which must be there. */
  static Types.NestedField checkColumn(String table, String setting, String column, Schema schema) {
    Types.NestedField field = schema.findField(column);
    if (field == null) {
      List<String> names = List.copyOf(TypeUtil.indexByName(schema.asStruct()).keySet());
      throw refused(
          "Table '"
              + table
              + "' has no column '"
              + column
              + "', which "
              + setting
              + " names"
              + Nearest.to(column, names).map(near -> "; did you mean '" + near + "'?").orElse(""),
          "Use the names of the table's columns");
    }
    return field;
  }

  private boolean fits(Type type) {
    return type.isPrimitiveType() && iceberg().canTransform(type);
  }

  private static boolean isRepeated(Schema schema, int id) {
    var parents = TypeUtil.indexParents(schema.asStruct());
    for (Integer at = parents.get(id); at != null; at = parents.get(at)) {
      Type above = schema.findType(at);
      if (above.isListType() || above.isMapType()) {
        return true;
      }
    }
    return false;
  }

  void addTo(PartitionSpec.Builder spec) {
    int width = width().orElse(0);
    String name = fieldName();
    switch (transform.replaceAll("\\[.*", "")) {
      case "identity" -> spec.identity(column, name);
      case "year" -> spec.year(column, name);
      case "month" -> spec.month(column, name);
      case "day" -> spec.day(column, name);
      case "hour" -> spec.hour(column, name);
      case "bucket" -> spec.bucket(column, width, name);
      case "truncate" -> spec.truncate(column, width, name);
      default -> spec.alwaysNull(column, name);
    }
  }

  private Optional<Integer> width() {
    int at = transform.indexOf('[');
    return at < 0
        ? Optional.empty()
        : Optional.of(Integer.valueOf(transform.substring(at + 1, transform.length() - 1)));
  }

  @Override
  public String toString() {
    return transform.equals("identity")
        ? column
        : width()
            .map(
                width ->
                    transform.substring(0, transform.indexOf('['))
                        + "("
                        + width
                        + ", "
                        + column
                        + ")")
            .orElse(transform + "(" + column + ")");
  }

  private static TributaryException invalid(String setting, String text) {
    return refused(
        setting + " has '" + text + "', which is neither a column nor a transform of one",
        "Write a column, or year(c), month(c), day(c), hour(c), bucket(N, c), truncate(W, c),"
            + " void(c); in a list between brackets, in quotes");
  }

  private static TributaryException refused(String message, String nextStep) {
    return new TributaryException(ErrorCode.SETTING_INVALID, message, nextStep);
  }
}
