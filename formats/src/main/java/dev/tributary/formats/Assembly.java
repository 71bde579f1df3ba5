// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import dev.tributary.batch.Batch;
import dev.tributary.error.TributaryException;
import java.io.IOException;

/**
 * Rows into a batch: fills the tree; or, where the first row holds unlike values in one, a batch of
 * such rows.
 */
final class Assembly {

  private final Tree tree;
  private final PlainRows plain;
  private final Filler filler;
  private final MixedRows mixed;
  private boolean mixing;

  Assembly(JsonOptions options) {
    this.tree = new Tree(options);
    this.plain = new PlainRows(tree, options);
    this.filler = new Filler(tree, options);
    this.mixed = new MixedRows(options);
  }

  int rows() {
    return mixing ? mixed.rows() : tree.rows();
  }

  boolean isFull() {
    return mixing ? mixed.isFull() : tree.isFull();
  }

  void reset() {
    tree.reset();
    mixed.reset();
    mixing = false;
  }

  Batch build() {
    return mixing ? mixed.build() : tree.build();
  }

  /** Forgets the rows from this one on. */
  void forget(int row) {
    if (!mixing) {
      tree.forgetRow(row);
    }
  }

  /** Adds a row as {@link PlainRows#add} does. */
  int addPlain(byte[] bytes, int from) {
    return mixing ? ~from : plain.add(bytes, from);
  }

  /**
   * Adds the object that the parser has entered, and leaves the parser behind it. False when it
   * must be replayed; then, as after an exception, nothing of it is left here.
   *
   * @throws TributaryException when the row is refused
   */
  boolean add(JsonParser parser) throws IOException {
    int rows = tree.rows();
    int depth = parser.getParsingContext().getNestingDepth();
    if (mixing) {
      leave(parser, depth);
      return false;
    }
    try {
      filler.row(parser);
      return true;
    } catch (Clash e) {
      tree.forgetRow(rows);
      leave(parser, depth);
      return false;
    } catch (TributaryException e) {
      tree.forgetRow(rows);
      leave(parser, depth);
      throw e;
    } catch (IOException | RuntimeException e) {
      tree.forgetRow(rows);
      throw e;
    }
  }

  /**
   * Adds a row that could not be added before; false when it needs another batch.
   *
   * @throws TributaryException when the row is refused
   */
  boolean replay(byte[] row) throws IOException {
    if (mixing) {
      return mixed.add(row);
    }
    if (tree.rows() > 0) {
      return false;
    }
    try (JsonParser parser = Jackson.FACTORY.createParser(row)) {
      parser.nextToken();
      if (add(parser)) {
        return true;
      }
    }
    mixing = mixed.add(row);
    return mixing;
  }

  private static void leave(JsonParser parser, int depth) throws IOException {
    while (parser.getParsingContext().getNestingDepth() >= depth) {
      parser.nextToken();
    }
  }
}
