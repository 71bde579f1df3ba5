// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import dev.tributary.schema.Type.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one text of a type from left to right. One thread, one use. */
final class TypeParser {

  private static final int DEPTH_MAX = 64;
  private static final int LENGTH_MAX = 1 << 20;

  private final String text;
  private int at;
  private int depth;

  TypeParser(String text) {
    this.text = text;
    if (text.length() > LENGTH_MAX) {
      throw new IllegalArgumentException("is longer than " + LENGTH_MAX + " characters");
    }
  }

  Type whole() {
    Type type = type();
    if (peek() != 0) {
      throw wrong("the end");
    }
    return type;
  }

  private Type type() {
    if (++depth > DEPTH_MAX) {
      throw new IllegalArgumentException("is nested deeper than " + DEPTH_MAX);
    }
    int start = at;
    String word = word().toLowerCase(Locale.ROOT);
    Type type =
        switch (word) {
          case "boolean", "bool" -> Type.BOOLEAN;
          case "int", "int32", "integer" -> Type.INT;
          case "long", "int64", "bigint" -> Type.LONG;
          case "float" -> Type.FLOAT;
          case "double" -> Type.DOUBLE;
          case "date" -> Type.DATE;
          case "string", "text" -> Type.STRING;
          case "binary", "bytes" -> Type.BINARY;
          case "uuid" -> Type.UUID;
          case "json" -> Type.JSON;
          case "decimal" -> decimal();
          case "time" -> Type.time(unit());
          case "timestamp" -> Type.timestamp(unit());
          case "timestamptz" -> Type.timestampZoned(unit());
          case "list" -> list();
          case "map" -> map();
          case "struct" -> struct();
          default -> {
            at = start;
            throw wrong("a type");
          }
        };
    depth--;
    return type;
  }

  private Type decimal() {
    take('(');
    int precision = number();
    int scale = took(',') ? number() : 0;
    take(')');
    return Type.decimal(precision, scale);
  }

  private Unit unit() {
    if (!took('(')) {
      return Unit.MICROS;
    }
    int start = at;
    String word = word().toUpperCase(Locale.ROOT);
    for (Unit unit : Unit.values()) {
      if (unit.name().equals(word)) {
        take(')');
        return unit;
      }
    }
    at = start;
    throw wrong("millis, micros or nanos");
  }

  private Type list() {
    take('<');
    Type element = type();
    boolean required = took('!');
    take('>');
    return new Type.ListOf(element, required);
  }

  private Type map() {
    take('<');
    Type key = type();
    take(',');
    Type value = type();
    boolean required = took('!');
    take('>');
    return new Type.MapOf(key, value, required);
  }

  private Type struct() {
    take('<');
    List<Field> fields = new ArrayList<>();
    while (!took('>')) {
      if (!fields.isEmpty()) {
        take(',');
      }
      String name = peek() == '"' ? quoted() : word();
      if (name.isEmpty()) {
        throw wrong("a name");
      }
      take(':');
      Type type = type();
      fields.add(new Field(name, type, took('!')));
    }
    return new Type.Struct(fields);
  }

  private String quoted() {
    take('"');
    StringBuilder name = new StringBuilder();
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '"') {
        name.append(next);
      } else if (at < text.length() && text.charAt(at) == '"') {
        name.append(text.charAt(at++));
      } else {
        return name.toString();
      }
    }
    throw wrong("a quotation mark");
  }

  private String word() {
    peek();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.codePointAt(at)) || text.charAt(at) == '_')) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(start, at);
  }

  private int number() {
    int start = at;
    String digits = word();
    if (!digits.matches("[0-9]{1,4}")) {
      at = start;
      throw wrong("a number of digits");
    }
    return Integer.parseInt(digits);
  }

  private void take(char expected) {
    if (!took(expected)) {
      throw wrong("'" + expected + "'");
    }
  }

  private boolean took(char expected) {
    boolean here = peek() == expected;
    at += here ? 1 : 0;
    return here;
  }

  /** The next character that is no space; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private IllegalArgumentException wrong(String expected) {
    String rest = text.substring(Math.min(at, text.length()));
    String found =
        rest.isEmpty() ? "the end" : "'" + rest.substring(0, Math.min(20, rest.length())) + "'";
    return new IllegalArgumentException(
        "is no type: at character " + (at + 1) + " there is " + found + ", not " + expected);
  }
}
