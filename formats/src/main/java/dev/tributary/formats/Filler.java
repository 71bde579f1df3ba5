// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.batch.BooleanColumn;
import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.batch.DoubleColumn;
import dev.tributary.batch.IntColumn;
import dev.tributary.batch.LongColumn;
import dev.tributary.batch.WideColumn;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import java.math.BigDecimal;

/** Fills the tree with one row after the other, without an object per value. */
final class Filler {

  private final Tree tree;
  private final int jsonDepth;
  private final int depthMax;
  private final Scalar scalar;
  private final JsonCopy copy;

  Filler(Tree tree, JsonOptions options) {
    this.tree = tree;
    this.jsonDepth = options.jsonDepth();
    this.depthMax = options.depthMax();
    this.scalar = new Scalar(options);
    this.copy = new JsonCopy(options);
  }

  /**
   * Adds the object that the parser has just entered.
   *
   * @throws Clash when a value is of another kind than its column
   * @throws TributaryException when the row must be refused; after either the row is half in the
   *     tree
   */
  void row(JsonParser parser) throws IOException {
    tree.beginRow();
    object(parser, tree.root(), 0);
    tree.endRow();
  }

  static TributaryException tooDeep(int depthMax) {
    return Refusal.because("A row nests more than " + depthMax + " levels deep");
  }

  private void object(JsonParser parser, Members members, int level) throws IOException {
    int slot = members.begin();
    long object = members.object();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Node node = members.field(name);
      if (node.seen == object) {
        throw Names.twice();
      }
      node.seen = object;
      value(parser, parser.nextToken(), node, slot, level);
    }
    members.end();
  }

  private void array(JsonParser parser, Elements elements, int level) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      value(parser, token, elements.element(), elements.count(), level);
      elements.countOne();
    }
    elements.end();
  }

  private void value(JsonParser parser, JsonToken token, Node node, int slot, int level)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (node.json || (token.isStructStart() && level >= jsonDepth)) {
      copy.copy(parser, level);
      ((BytesColumn) node.leaf(Kind.JSON, slot)).append(copy.bytes(), 0, copy.length());
    } else if (token.isScalarValue()) {
      scalar.read(parser, token);
      append(node, slot);
    } else if (level >= depthMax) {
      throw tooDeep(depthMax);
    } else if (token == JsonToken.START_OBJECT) {
      object(parser, node.members(slot), level + 1);
    } else {
      array(parser, node.elements(slot), level + 1);
    }
  }

  private void append(Node node, int slot) {
    Kind kind = scalar.kind();
    switch (kind) {
      case LONG -> node.appendLong(scalar.whole(), slot);
      case DOUBLE -> node.appendDouble(scalar.fraction(), slot);
      case DECIMAL -> node.appendDecimal(scalar, slot);
      default -> append(scalar, node.leaf(kind, slot));
    }
  }

  /** Appends a value to a column of its own type. */
  static void append(Scalar scalar, Column column) {
    switch (scalar.kind()) {
      case STRING -> ((BytesColumn) column).append(scalar.text(), 0, scalar.textLength());
      case BOOLEAN -> ((BooleanColumn) column).append(scalar.truth());
      case DATE -> ((IntColumn) column).append((int) scalar.whole());
      case LONG, TIMESTAMP, INSTANT -> ((LongColumn) column).append(scalar.whole());
      case UUID -> ((WideColumn) column).append(scalar.whole(), scalar.more());
      case DOUBLE -> ((DoubleColumn) column).append(scalar.fraction());
      case DECIMAL -> column.append(new BigDecimal(scalar.big()));
      case NONE, JSON, OBJECT, ARRAY ->
          throw new IllegalStateException("A scalar is no " + scalar.kind());
    }
  }
}
