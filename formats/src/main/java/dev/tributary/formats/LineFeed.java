// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON. Rows that are plain are taken as they stand. At one that is not a parser begins,
 * and reads on over some lines, the more of them the fewer are plain; or until a bad one. A row
 * begins behind the last one, so what is before its first character is white space.
 */
final class LineFeed implements Feed {

  /** Says where a row stands, from its line and its first byte, both within the stream. */
  interface Places {
    String of(long line, long firstByte);
  }

  private static final int PARSED_ROWS_MAX = 64;

  private final Window window;
  private final Places places;
  private final int rowBytesMax;
  private @Nullable JsonParser parser;
  private int toParse;
  private int parsedNext = 1;
  private long parserByte;
  private long parserLine = 1;
  private long rowByte;
  private long rowLine = 1;
  private Held held = new Held(new byte[0], "");

  LineFeed(Window window, Places places, int rowBytesMax) {
    this.window = window;
    this.places = places;
    this.rowBytesMax = rowBytesMax;
  }

  @Override
  public Outcome next(Assembly assembly, Refusals refusals) throws IOException {
    int rows = assembly.rows();
    try {
      if (parser == null && addPlain(assembly)) {
        return Outcome.ADDED;
      }
      JsonParser reading = parser();
      JsonToken token = reading.nextToken();
      return token == null ? Outcome.END : row(reading, token, assembly);
    } catch (JsonProcessingException e) {
      refuse(refusals, Refusal.because(reason(e)));
    } catch (Window.RowTooLong e) {
      refuse(refusals, Refusal.because("The line is " + e.getMessage()));
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.VALUE_REFUSED) {
        throw e;
      }
      assembly.forget(rows);
      refuse(refusals, e);
    }
    return Outcome.REFUSED;
  }

  @Override
  public Held held() {
    return held;
  }

  @Override
  public long position() {
    return rowByte;
  }

  @Override
  public long bytes() {
    return rowByte;
  }

  @Override
  public void skip(long position) throws IOException {
    restart(1 + window.leaveOut(position));
  }

  static String reason(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "The JSON ends in the middle of a value";
    }
    if (e instanceof StreamConstraintsException) {
      return "The JSON nests too deep or has a name longer than "
          + Jackson.NAME_CHARS_MAX
          + " characters";
    }
    return "This is not JSON, from column " + column(e) + " on";
  }

  private static int column(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
  }

  /** Adds the next row if it is plain; what reading on for it does is done again otherwise. */
  private boolean addPlain(Assembly assembly) throws IOException {
    int rows = assembly.rows();
    long line = rowLine;
    long first = rowByte;
    for (int next = window.byteAt(first); isBlank(next); next = window.byteAt(++first)) {
      line += next == '\n' ? 1 : 0;
    }
    int found = assembly.addPlain(window.bytes(), window.at(first));
    while (found < 0 && window.isEnd(~found) && readOn()) {
      found = assembly.addPlain(window.bytes(), window.at(first));
    }
    if (found < 0) {
      return false;
    }
    long end = window.placeOf(found);
    if (!isSpace(window.byteAt(end)) || end - rowByte > rowBytesMax) {
      assembly.forget(rows);
      return false;
    }
    rowByte = end;
    rowLine = line;
    window.goTo(end);
    parsedNext = 1;
    return true;
  }

  private boolean readOn() throws IOException {
    try {
      return window.readOn();
    } catch (Window.RowTooLong e) {
      return false;
    }
  }

  /** A parser that is at the end of the last row. */
  private JsonParser parser() throws IOException {
    if (parser == null) {
      window.goTo(rowByte);
      parser = Jackson.FACTORY.createParser(window);
      parserByte = rowByte;
      parserLine = rowLine;
      toParse = parsedNext;
      parsedNext = Math.min(PARSED_ROWS_MAX, parsedNext * 2);
    }
    return parser;
  }

  private void leaveParser() throws IOException {
    if (parser != null) {
      parser.close();
      parser = null;
    }
  }

  private Outcome row(JsonParser reading, JsonToken token, Assembly assembly) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw Refusal.because("The line holds a value that is no object");
    }
    boolean added = assembly.add(reading);
    JsonLocation location = reading.currentLocation();
    long end = parserByte + location.getByteOffset();
    long line = parserLine + location.getLineNr() - 1;
    check(end, line);
    if (!added) {
      long first = firstByte();
      held = new Held(window.copy(first, end), places.of(line, first));
    }
    rowByte = end;
    rowLine = line;
    window.keepFrom(end);
    if (--toParse <= 0) {
      leaveParser();
    }
    return added ? Outcome.ADDED : Outcome.HELD;
  }

  private void check(long end, long line) throws IOException {
    if (!isOnOneLine(end, line)) {
      throw Refusal.because("The line ends in the middle of a value");
    }
    if (!isSpace(window.byteAt(end))) {
      throw Refusal.because("Something follows an object on its line");
    }
    if (end - rowByte > rowBytesMax) {
      throw Refusal.because("The line is longer than " + rowBytesMax + " bytes");
    }
    if (!window.isValid(rowByte, end)) {
      throw Refusal.because("The line is not UTF-8");
    }
  }

  private boolean isOnOneLine(long end, long line) throws IOException {
    if (line == rowLine || (line == rowLine + 1 && window.byteAt(rowByte) == '\n')) {
      return true;
    }
    return !window.hasLineEnd(firstByte(), end);
  }

  /** The place of the row's first character. */
  private long firstByte() throws IOException {
    long place = rowByte;
    int next = window.byteAt(place);
    while (isBlank(next)) {
      next = window.byteAt(++place);
    }
    return place;
  }

  private void refuse(Refusals refusals, TributaryException reason) throws IOException {
    long line = rowLine;
    long place = rowByte;
    for (int next = window.byteAt(place); isBlank(next); next = window.byteAt(place)) {
      line += next == '\n' ? 1 : 0;
      place++;
    }
    refusals.add(places.of(line, place), reason, raw(place));
    window.skipLine(place);
    restart(line + 1);
  }

  private byte[] raw(long place) throws IOException {
    try {
      return window.line(place, rowBytesMax + 1);
    } catch (Window.RowTooLong e) {
      return window.line(place, Refusals.BEGINNING_BYTES);
    }
  }

  private void restart(long line) throws IOException {
    leaveParser();
    rowByte = window.position();
    rowLine = line;
    window.keepFrom(rowByte);
  }

  private static boolean isSpace(int next) {
    return next < 0 || isBlank(next);
  }

  private static boolean isBlank(int next) {
    return next == '\n' || next == '\r' || next == ' ' || next == '\t';
  }
}
