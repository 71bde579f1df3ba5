// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.BatchBuilder;
import java.util.Set;

/**
 * How JSON is read: as lines or as documents, what stays JSON text, what text is recognised, and
 * the limits. Immutable; the methods that refine return new options.
 */
public final class JsonOptions {

  public static final int DEFAULT_DEPTH_MAX = 100;
  public static final int DEFAULT_VALUE_BYTES_MAX = 16 << 20;
  public static final int DEFAULT_ROW_BYTES_MAX = 64 << 20;
  public static final int DEFAULT_FIELDS_MAX = 10_000;

  /** Parsed values go no deeper whatever is asked, since parsing them uses the thread's stack. */
  public static final int LIMIT_DEPTH = 500;

  private final boolean lines;
  private String recordPath = "";
  private Set<String> jsonPaths = Set.of();
  private int jsonDepth = Integer.MAX_VALUE;
  private Set<Detector> detectors = Set.of();
  private int depthMax = DEFAULT_DEPTH_MAX;
  private int valueBytesMax = DEFAULT_VALUE_BYTES_MAX;
  private int rowBytesMax = DEFAULT_ROW_BYTES_MAX;
  private int fieldsMax = DEFAULT_FIELDS_MAX;
  private int batchRows = BatchBuilder.DEFAULT_ROWS;
  private long batchBytes = BatchBuilder.DEFAULT_BYTES;

  private JsonOptions(boolean lines) {
    this.lines = lines;
  }

  private JsonOptions(JsonOptions other, boolean lines) {
    this.lines = lines;
    this.recordPath = other.recordPath;
    this.jsonPaths = other.jsonPaths;
    this.jsonDepth = other.jsonDepth;
    this.detectors = other.detectors;
    this.depthMax = other.depthMax;
    this.valueBytesMax = other.valueBytesMax;
    this.rowBytesMax = other.rowBytesMax;
    this.fieldsMax = other.fieldsMax;
    this.batchRows = other.batchRows;
    this.batchBytes = other.batchBytes;
  }

  /**
   * One object per line, or several with white space between them; blank lines are skipped. A line
   * is where reading goes on after one that cannot be read.
   */
  public static JsonOptions lines() {
    return new JsonOptions(true);
  }

  /**
   * Documents one after the other, over as many lines as they like: an object is a row, the objects
   * of an array are rows.
   */
  public static JsonOptions documents() {
    return new JsonOptions(false);
  }

  /**
   * Where the rows are in each document: names joined by dots, such as {@code data.items}; an
   * object or an array of objects is found there, or nothing. Empty: the document itself. For
   * documents only.
   */
  public JsonOptions recordPath(String path) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.recordPath = path;
    return copy;
  }

  /**
   * Fields whose values are kept as JSON text instead of being parsed: names joined by dots,
   * through arrays as if they were not there, such as {@code items.attributes}.
   */
  public JsonOptions jsonPaths(Set<String> paths) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.jsonPaths = Set.copyOf(paths);
    return copy;
  }

  /**
   * How many levels of objects and arrays inside a row are parsed; those below are kept as JSON
   * text. 0 keeps all of them.
   */
  public JsonOptions jsonDepth(int levels) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.jsonDepth = atLeast(0, levels);
    return copy;
  }

  /** What is recognised in text; nothing unless asked for. */
  public JsonOptions detect(Set<Detector> kinds) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.detectors = Set.copyOf(kinds);
    return copy;
  }

  /** How deep values may nest inside a row, in what is kept as JSON text too; deeper is refused. */
  public JsonOptions depthMax(int levels) {
    if (levels > LIMIT_DEPTH) {
      throw new IllegalArgumentException(levels + " levels are more than " + LIMIT_DEPTH);
    }
    JsonOptions copy = new JsonOptions(this, lines);
    copy.depthMax = atLeast(1, levels);
    return copy;
  }

  /** The longest text, or JSON text, of one value in UTF-8; a row with a longer one is refused. */
  public JsonOptions valueBytesMax(int bytes) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.valueBytesMax = atLeast(1, bytes);
    return copy;
  }

  /** The longest row; a longer line is refused, a longer record of a document ends the read. */
  public JsonOptions rowBytesMax(int bytes) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.rowBytesMax = atLeast(1, bytes);
    return copy;
  }

  /** How many different fields the rows may have in all, nested ones counted; more end the read. */
  public JsonOptions fieldsMax(int fields) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.fieldsMax = atLeast(1, fields);
    return copy;
  }

  /** When a batch is full: at so many rows, or about so many bytes. */
  public JsonOptions batch(int rows, long bytes) {
    JsonOptions copy = new JsonOptions(this, lines);
    copy.batchRows = atLeast(1, rows);
    copy.batchBytes = bytes;
    return copy;
  }

  /** The same options for lines, or for documents. */
  public JsonOptions as(boolean forLines) {
    return new JsonOptions(this, forLines);
  }

  boolean isLines() {
    return lines;
  }

  String recordPath() {
    return recordPath;
  }

  boolean isJson(String path) {
    return jsonPaths.contains(path);
  }

  int jsonDepth() {
    return jsonDepth;
  }

  boolean detects(Detector kind) {
    return detectors.contains(kind);
  }

  boolean detectsNothing() {
    return detectors.isEmpty();
  }

  int depthMax() {
    return depthMax;
  }

  int valueBytesMax() {
    return valueBytesMax;
  }

  int rowBytesMax() {
    return rowBytesMax;
  }

  int fieldsMax() {
    return fieldsMax;
  }

  int batchRows() {
    return batchRows;
  }

  long batchBytes() {
    return batchBytes;
  }

  private static int atLeast(int min, int value) {
    if (value < min) {
      throw new IllegalArgumentException(value + " is less than " + min);
    }
    return value;
  }
}
