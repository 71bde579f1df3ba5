// SPDX-License-Identifier: Apache-2.0
package dev.tributary.load;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a load: its time, its number in its chain, and some letters that no other load has,
 * as in {@code 20261121T091512048Z-000042-k3v9x2m1}. Sorts as text by time. Safe in file names.
 * Immutable.
 */
public record LoadId(String value) implements Comparable<LoadId> {

  /** Precedes the first load of a chain. */
  public static final LoadId NONE = new LoadId("none");

  private static final Pattern FORM =
      Pattern.compile("(\\d{8}T\\d{9}Z)-(\\d{6,18})-([a-z0-9]{4,16})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  public LoadId {
    if (!value.equals("none") && !FORM.matcher(value).matches()) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "'" + value + "' is not a load id",
          "Check who wrote it; load ids look like 20261121T091512048Z-000042-k3v9x2m1");
    }
  }

  /**
   * @param time cut to milliseconds
   * @param unique 4 to 16 letters a-z or digits
   */
  public static LoadId of(Instant time, long number, String unique) {
    return new LoadId(
        TIME.format(time) + "-" + String.format(Locale.ROOT, "%06d", number) + "-" + unique);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** The place in the chain: 1 for the first load, 0 for {@link #NONE}. */
  public long number() {
    return isNone() ? 0 : Long.parseLong(part(2));
  }

  /** When the load began, in milliseconds; the epoch for {@link #NONE}. */
  public Instant time() {
    return isNone()
        ? Instant.EPOCH
        : TIME.parse(part(1), Instant::from).truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public int compareTo(LoadId other) {
    if (isNone() || other.isNone()) {
      return Boolean.compare(other.isNone(), isNone());
    }
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private String part(int group) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalStateException(value);
    }
    return matcher.group(group);
  }
}
