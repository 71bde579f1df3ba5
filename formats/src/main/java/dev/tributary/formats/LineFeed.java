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

/**
 * Lines of JSON. One parser reads on over good lines; behind a bad one a new parser begins. A row
 * begins behind the last one, so what is before its first character is white space.
 */
final class LineFeed implements Feed {

  /** Says where a row stands, from its line and its first byte, both within the stream. */
  interface Places {
    String of(long line, long firstByte);
  }

  private final Window window;
  private final Places places;
  private final int rowBytesMax;
  private JsonParser parser;
  private long parserByte;
  private long parserLine = 1;
  private long rowByte;
  private long rowLine = 1;
  private Held held = new Held(new byte[0], "");

  LineFeed(Window window, Places places, int rowBytesMax) throws IOException {
    this.window = window;
    this.places = places;
    this.rowBytesMax = rowBytesMax;
    this.parser = Jackson.FACTORY.createParser(window);
  }

  @Override
  public Outcome next(Assembly assembly, Refusals refusals) throws IOException {
    int rows = assembly.rows();
    try {
      JsonToken token = parser.nextToken();
      return token == null ? Outcome.END : row(token, assembly);
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

  private Outcome row(JsonToken token, Assembly assembly) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw Refusal.because("The line holds a value that is no object");
    }
    boolean added = assembly.add(parser);
    JsonLocation location = parser.currentLocation();
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
    while (next >= 0 && isSpace(next)) {
      next = window.byteAt(++place);
    }
    return place;
  }

  private void refuse(Refusals refusals, TributaryException reason) throws IOException {
    long line = rowLine;
    long place = rowByte;
    for (int next = window.byteAt(place); next >= 0 && isSpace(next); next = window.byteAt(place)) {
      line += next == '\n' ? 1 : 0;
      place++;
    }
    byte[] raw = window.line(place, Refusals.RAW_BYTES_MAX);
    refusals.add(places.of(line, place), reason, raw);
    window.skipLine(place);
    restart(line + 1);
  }

  private void restart(long line) throws IOException {
    parser.close();
    parser = Jackson.FACTORY.createParser(window);
    parserByte = window.position();
    parserLine = line;
    rowByte = parserByte;
    rowLine = line;
    window.keepFrom(rowByte);
  }

  private static boolean isSpace(int next) {
    return next < 0 || next == '\n' || next == '\r' || next == ' ' || next == '\t';
  }
}
