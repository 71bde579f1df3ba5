// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.io.IOException;

/**
 * Documents whose rows may span lines. What is no JSON ends the read, as nobody can say where rows
 * begin again.
 */
final class DocumentFeed implements Feed {

  private final Window window;
  private final String name;
  private final int rowBytesMax;
  private final JsonParser parser;
  private final Records records;
  private long rows;
  private long rowByte;
  private long rowLine;
  private Held held = new Held(new byte[0], "");

  DocumentFeed(Window window, String name, JsonOptions options) throws IOException {
    this.window = window;
    this.name = name;
    this.rowBytesMax = options.rowBytesMax();
    this.parser = Jackson.FACTORY.createParser(window);
    this.records = new Records(parser, options.recordPath());
  }

  @Override
  public Outcome next(Assembly assembly, Refusals refusals) throws IOException {
    int before = assembly.rows();
    try {
      if (!records.advance()) {
        return Outcome.END;
      }
      begin();
      return row(assembly);
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (Window.RowTooLong e) {
      throw tooLong(e);
    } catch (TributaryException e) {
      if (e.code() != ErrorCode.VALUE_REFUSED) {
        throw e;
      }
      assembly.forget(before);
      refusals.add(place(), e, raw());
      return Outcome.REFUSED;
    }
  }

  @Override
  public Held held() {
    return held;
  }

  @Override
  public long position() {
    return rows;
  }

  @Override
  public long bytes() {
    return rowByte;
  }

  @Override
  public void skip(long position) throws IOException {
    try {
      while (rows < position && records.advance()) {
        begin();
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      throw notJson(e);
    } catch (Window.RowTooLong e) {
      throw tooLong(e);
    }
  }

  private void begin() {
    JsonLocation location = parser.currentTokenLocation();
    rowByte = location.getByteOffset();
    rowLine = location.getLineNr();
    window.keepFrom(rowByte);
    rows++;
  }

  private Outcome row(Assembly assembly) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      parser.finishToken();
      throw Refusal.because("There is a value that is no object where a row should be");
    }
    boolean added = assembly.add(parser);
    long end = parser.currentLocation().getByteOffset();
    if (end - rowByte > rowBytesMax) {
      throw Refusal.because("The row is longer than " + rowBytesMax + " bytes");
    }
    if (!window.isValid(rowByte, end)) {
      throw Refusal.because("The row is not UTF-8");
    }
    if (!added) {
      held = new Held(window.copy(rowByte, end), place());
    }
    return added ? Outcome.ADDED : Outcome.HELD;
  }

  private String place() {
    return name + ":" + rowLine;
  }

  private byte[] raw() {
    return window.copy(rowByte, parser.currentLocation().getByteOffset());
  }

  private TributaryException notJson(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    String at =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        name
            + (e instanceof JsonEOFException ? " ends in the middle of a value" : " is not JSON")
            + at,
        "Correct or remove it; rows behind such a place cannot be told apart, except in files of one"
            + " row per line");
  }

  private TributaryException tooLong(Window.RowTooLong e) {
    return new TributaryException(
        ErrorCode.VALUE_REFUSED,
        name + " holds a row at line " + rowLine + " or behind it that is " + e.getMessage(),
        "Correct or remove it, or raise the limit");
  }
}
