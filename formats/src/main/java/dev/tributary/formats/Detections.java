// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

/** Recognises dates, times and uuids in text, strictly: what is accepted can be given back. */
final class Detections {

  private static final int UUID_CHARS = 36;
  private static final int DATE_CHARS = 10;
  private static final int MINUTES_CHARS = 16;
  private static final int SECONDS_CHARS = 19;
  private static final int TIMESTAMP_CHARS_MAX = 32;
  private static final int FRACTION_DIGITS_MAX = 6;
  private static final long[] MICROS = {100_000, 10_000, 1_000, 100, 10, 1};
  private static final long DAYS_BEFORE_1970 = 719_469;
  private static final int OFFSET_HOURS_MAX = 18;
  private static final long MICROS_PER_MINUTE = 60_000_000L;
  static final long MICROS_PER_DAY = 24 * 60 * MICROS_PER_MINUTE;

  /** The word of {@code 00:00:00}. */
  private static final long MIDNIGHT = 0x30303A30303A3030L;

  private static final int MINUTES_BITS = 5 * Byte.SIZE;

  /** Added to a time without midnight's characters it gives high bits to what is no digit. */
  private static final long NO_TIME = 0x76767F76767F7676L;

  private static final long HIGH_BITS = 0x8080808080808080L;

  private final boolean none;
  private final boolean dates;
  private final boolean timestamps;
  private final boolean uuids;
  private byte[] text = new byte[0];
  private int from;
  private Kind kind = Kind.NONE;
  private long whole;
  private long more;

  /** The words of the date read last, and its day: rows mostly have the day of the one before. */
  private long yearMonth;

  private long monthDay;
  private long day = Long.MIN_VALUE;

  Detections(JsonOptions options) {
    this.none = options.detectsNothing();
    this.dates = options.detects(Detector.DATE);
    this.timestamps = options.detects(Detector.TIMESTAMP);
    this.uuids = options.detects(Detector.UUID);
  }

  /** Whether the text is one of those asked for; then the other methods say which. */
  boolean find(byte[] utf8, int start, int count) {
    if (none || count < DATE_CHARS || count > UUID_CHARS) {
      return false;
    }
    text = utf8;
    from = start;
    return (uuids && count == UUID_CHARS && isUuid())
        || (dates && count == DATE_CHARS && isDate())
        || (timestamps
            && count >= MINUTES_CHARS
            && count <= TIMESTAMP_CHARS_MAX
            && isTimestamp(count));
  }

  Kind kind() {
    return kind;
  }

  long whole() {
    return whole;
  }

  long more() {
    return more;
  }

  private boolean isUuid() {
    long high = 0;
    long low = 0;
    for (int i = 0; i < UUID_CHARS; i++) {
      if (i == 8 || i == 13 || i == 18 || i == 23) {
        if (!is(i, '-')) {
          return false;
        }
        continue;
      }
      int digit = text[from + i] <= 'f' ? Character.digit(text[from + i], 16) : -1;
      if (digit < 0 || (text[from + i] >= 'A' && text[from + i] <= 'F')) {
        return false;
      }
      high = (high << 4) | (low >>> 60);
      low = (low << 4) | digit;
    }
    return found(Kind.UUID, high, low);
  }

  private boolean isDate() {
    long day = day();
    return day != Long.MIN_VALUE && found(Kind.DATE, day, 0);
  }

  private boolean isTimestamp(int count) {
    long day = is(DATE_CHARS, 'T') ? day() : Long.MIN_VALUE;
    boolean seconds = count >= SECONDS_CHARS && is(MINUTES_CHARS, ':');
    long time = time(seconds);
    if (day == Long.MIN_VALUE || time < 0) {
      return false;
    }
    long micros = day * MICROS_PER_DAY + time;
    int at = seconds ? SECONDS_CHARS : MINUTES_CHARS;
    if (seconds && at < count && is(at, '.')) {
      long word = Digits.word(text, from + at + 1);
      int digits = Math.min(Digits.count(word), count - at - 1);
      if (digits < 1 || digits > FRACTION_DIGITS_MAX) {
        return false;
      }
      micros += Digits.number(word, digits) * MICROS[digits - 1];
      at += 1 + digits;
    }
    return zone(at, count, micros);
  }

  /** The microseconds since midnight, or a negative number where there is no time. */
  private long time(boolean seconds) {
    long digits = Utf8.word(text, from + DATE_CHARS + 1) ^ MIDNIGHT;
    digits = seconds ? digits : digits & ((1L << MINUTES_BITS) - 1);
    if (((digits | (digits + NO_TIME)) & HIGH_BITS) != 0) {
      return -1;
    }
    long twos = digits * 10 + (digits >>> Byte.SIZE);
    long hour = twos & 0xFF;
    long minute = twos >>> 24 & 0xFF;
    long second = twos >>> 48 & 0xFF;
    return hour < 24 && minute < 60 && second < 60
        ? (hour * 60 + minute) * MICROS_PER_MINUTE + second * 1_000_000L
        : -1;
  }

  private boolean zone(int at, int count, long micros) {
    if (at == count) {
      return found(Kind.TIMESTAMP, micros, 0);
    }
    if (is(at, 'Z')) {
      return at + 1 == count && found(Kind.INSTANT, micros, 0);
    }
    if (at + 6 != count || !is(at + 3, ':') || !(is(at, '+') || is(at, '-'))) {
      return false;
    }
    int hours = number(at + 1, 2);
    int minutes = number(at + 4, 2);
    boolean negative = is(at, '-');
    if (hours < 0
        || !isSixtieth(minutes)
        || hours * 60 + minutes > OFFSET_HOURS_MAX * 60
        || (negative && hours + minutes == 0)) {
      return false;
    }
    long offset = (hours * 60 + minutes) * MICROS_PER_MINUTE;
    return found(Kind.INSTANT, negative ? micros + offset : micros - offset, 0);
  }

  /** The day since 1970-01-01, or the least long where there is none. */
  private long day() {
    long first = Utf8.word(text, from);
    long last = Utf8.word(text, from + DATE_CHARS - Long.BYTES);
    if (first != yearMonth || last != monthDay) {
      yearMonth = first;
      monthDay = last;
      day = parsedDay();
    }
    return day;
  }

  private long parsedDay() {
    int year = number(0, 4);
    int month = number(5, 2);
    int day = number(8, 2);
    if (!is(4, '-') || !is(7, '-') || year < 1 || month < 1 || month > 12) {
      return Long.MIN_VALUE;
    }
    return day < 1 || day > daysOf(year, month) ? Long.MIN_VALUE : day(year, month, day);
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 ? (leap ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);
  }

  /** Counts years that begin in March, so that a leap day is the last of its year. */
  private static long day(int year, int month, int day) {
    int years = month > 2 ? year : year - 1;
    int months = month > 2 ? month - 3 : month + 9;
    return 365L * years
        + years / 4
        - years / 100
        + years / 400
        + (153 * months + 2) / 5
        + day
        - DAYS_BEFORE_1970;
  }

  private int number(int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      int digit = text[from + i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private boolean is(int at, char character) {
    return text[from + at] == character;
  }

  private static boolean isSixtieth(int number) {
    return number >= 0 && number < 60;
  }

  private boolean found(Kind found, long first, long second) {
    kind = found;
    whole = first;
    more = second;
    return true;
  }
}
