// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;

/**
 * Fills the tree straight from bytes with rows that are plain: an object on one line, of fields
 * that came before, whose values are of the kinds that came before, with nothing escaped, and
 * numbers that are longs or doubles. Whatever else a row is or has, {@link Filler} says what
 * becomes of it; so this one knows of no errors, and must only never take what the other would not.
 *
 * <p>Behind the last byte stands a zero, which is in no plain row, so that no place need be
 * compared with the end. One thread at a time.
 */
final class PlainRows {

  private final Tree tree;
  private final int jsonDepth;
  private final int depthMax;
  private final int bytesMax;
  private final Detections detections;
  private final PlainNumber number = new PlainNumber();
  private byte[] bytes = new byte[0];

  /** Where a row was found not to be plain. */
  private int stop;

  PlainRows(Tree tree, JsonOptions options) {
    this.tree = tree;
    this.jsonDepth = options.jsonDepth();
    this.depthMax = options.depthMax();
    this.bytesMax = options.valueBytesMax();
    this.detections = new Detections(options);
  }

  /**
   * Adds the row that begins there and returns the place behind it. When it is not plain, nothing
   * of it is left here, and the complement is returned of where that was found, which may be the
   * zero at the end.
   *
   * @param source with a zero behind the last byte, and seven bytes more
   */
  int add(byte[] source, int from) {
    int rows = tree.rows();
    bytes = source;
    stop = from;
    try {
      expect('{', from);
      tree.beginRow();
      int end = object(from + 1, tree.root(), 0);
      tree.endRow();
      return end;
    } catch (Clash e) {
      tree.forgetRow(rows);
      return ~stop;
    }
  }

  private int object(int from, Members members, int level) {
    int slot = members.begin();
    long object = members.object();
    int place = skipSpace(from);
    if (bytes[place] != '}') {
      place = member(place, members, slot, object, level);
      while (bytes[place] == ',') {
        place = member(skipSpace(place + 1), members, slot, object, level);
      }
      expect('}', place);
    }
    members.end();
    return place + 1;
  }

  private int member(int from, Members members, int slot, long object, int level) {
    expect('"', from);
    Node node = members.plain(bytes, from + 1);
    if (node == null) {
      node = lookUp(from + 1, members);
    }
    if (node.seen == object) {
      throw notPlain(from);
    }
    node.seen = object;
    int colon = skipSpace(from + 1 + node.raw.length());
    expect(':', colon);
    return skipSpace(value(skipSpace(colon + 1), node, slot, level));
  }

  private Node lookUp(int from, Members members) {
    int end = textEnd(from);
    Node node = members.known(bytes, from, end);
    if (node == null) {
      throw notPlain(end);
    }
    return node;
  }

  private int array(int from, Elements elements, int level) {
    int place = skipSpace(from);
    if (bytes[place] != ']') {
      place = element(place, elements, level);
      while (bytes[place] == ',') {
        place = element(skipSpace(place + 1), elements, level);
      }
      expect(']', place);
    }
    elements.end();
    return place + 1;
  }

  private int element(int from, Elements elements, int level) {
    int end = value(from, elements.element(), elements.count(), level);
    elements.countOne();
    return skipSpace(end);
  }

  /** Adds the value that begins there and returns the place behind it, as those below do. */
  private int value(int from, Node node, int slot, int level) {
    if (node.json) {
      throw notPlain(from);
    }
    return switch (bytes[from]) {
      case '"' -> text(from + 1, node, slot);
      case '{' -> {
        checkLevel(from, level);
        yield object(from + 1, node.members(slot), level + 1);
      }
      case '[' -> {
        checkLevel(from, level);
        yield array(from + 1, node.elements(slot), level + 1);
      }
      case 't' -> truth(from, "true", node, slot);
      case 'f' -> truth(from, "false", node, slot);
      case 'n' -> word(from, "null");
      default -> number(from, node, slot);
    };
  }

  private void checkLevel(int from, int level) {
    if (level >= jsonDepth || level >= depthMax) {
      throw notPlain(from);
    }
  }

  private int number(int from, Node node, int slot) {
    int end = number.read(bytes, from);
    if (end < 0 || !endsNumber(bytes[end])) {
      throw notPlain(end < 0 ? ~end : end);
    }
    if (number.isWhole()) {
      node.appendLong(number.whole(), slot);
    } else {
      node.appendDouble(number.fraction(), slot);
    }
    return end;
  }

  private static boolean endsNumber(byte next) {
    return next == ',' || next == '}' || next == ']' || next == ' ';
  }

  private int truth(int from, String word, Node node, int slot) {
    int end = word(from, word);
    ((BooleanColumn) node.leaf(Kind.BOOLEAN, slot)).append(word.length() == 4);
    return end;
  }

  private int word(int from, String word) {
    for (int i = 1; i < word.length(); i++) {
      expect(word.charAt(i), from + i);
    }
    return from + word.length();
  }

  private int text(int from, Node node, int slot) {
    int end = textEnd(from);
    if (end - from > bytesMax) {
      throw notPlain(end);
    }
    if (detections.find(bytes, from, end - from)) {
      detected(node, slot);
    } else {
      ((BytesColumn) node.leaf(Kind.STRING, slot)).append(bytes, from, end - from);
    }
    return end + 1;
  }

  private void detected(Node node, int slot) {
    Kind kind = detections.kind();
    switch (kind) {
      case DATE -> ((IntColumn) node.leaf(kind, slot)).append((int) detections.whole());
      case UUID ->
          ((WideColumn) node.leaf(kind, slot)).append(detections.whole(), detections.more());
      default -> ((LongColumn) node.leaf(kind, slot)).append(detections.whole());
    }
  }

  /** Where the quote is that ends a text without escapes, in good UTF-8. */
  private int textEnd(int from) {
    int found = Utf8.plainEnd(bytes, from);
    int end = found < 0 ? ~found : found;
    if (bytes[end] != '"' || (found < 0 && !Utf8.isValid(bytes, from, end))) {
      throw notPlain(end);
    }
    return end;
  }

  private int skipSpace(int from) {
    int place = from;
    while (bytes[place] == ' ') {
      place++;
    }
    return place;
  }

  private void expect(char character, int place) {
    if (bytes[place] != character) {
      throw notPlain(place);
    }
  }

  private Clash notPlain(int place) {
    stop = place;
    return new Clash();
  }
}
