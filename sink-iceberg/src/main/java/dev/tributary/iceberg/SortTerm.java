// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.NullOrder;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.SortOrderBuilder;

/**
 * One column of a sort order as settings write it: {@code created_at desc nulls-last}. Immutable.
 */
record SortTerm(LayoutTerm term, SortDirection direction, NullOrder nulls) {

  static final String SETTING = "sort-by";

  private static final Pattern FORM =
      Pattern.compile(
          "(.+?)(?:\\s+(asc|desc))?(?:\\s+nulls[- ](first|last))?", Pattern.CASE_INSENSITIVE);

  /**
   * Understands what a user wrote; nulls come first where rows ascend, else last.
   *
   * @throws TributaryException {@code SETTING_INVALID}
   */
  static SortTerm parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches() || matcher.group(1).matches("[^(]*\\s.*")) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          SETTING + " has '" + text + "', which is not a column with a direction",
          "Write a column, then asc or desc, then nulls-first or nulls-last");
    }
    boolean descends = "desc".equals(lower(matcher.group(2)));
    String nulls = matcher.group(3) == null ? (descends ? "last" : "first") : matcher.group(3);
    return new SortTerm(
        LayoutTerm.parse(SETTING, matcher.group(1)),
        descends ? SortDirection.DESC : SortDirection.ASC,
        lower(nulls).equals("last") ? NullOrder.NULLS_LAST : NullOrder.NULLS_FIRST);
  }

  void addTo(SortOrderBuilder<?> order) {
    if (direction == SortDirection.ASC) {
      order.asc(term.term(), nulls);
    } else {
      order.desc(term.term(), nulls);
    }
  }

  private static String lower(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return term
        + (direction == SortDirection.ASC ? " asc" : " desc")
        + (nulls == NullOrder.NULLS_FIRST ? " nulls-first" : " nulls-last");
  }
}
