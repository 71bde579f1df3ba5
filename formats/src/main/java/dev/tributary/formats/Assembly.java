// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tributary.batch.Batch;
import dev.tributary.error.TributaryException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows into batches, whatever they come from: fills the tree, and keeps a row that clashes. */
final class Assembly {

  private final Tree tree;
  private final Filler filler;
  private final MixedRow mixed;

  Assembly(JsonOptions options) {
    this.tree = new Tree(options);
    this.filler = new Filler(tree, options);
    this.mixed = new MixedRow(options);
  }

  int rows() {
    return tree.rows();
  }

  boolean isFull() {
    return tree.isFull();
  }

  void reset() {
    tree.reset();
  }

  Batch build() {
    return tree.build();
  }

  /** Forgets the rows from this one on. */
  void forget(int row) {
    tree.forgetRow(row);
  }

  /**
   * Adds the object that the parser has entered, and leaves the parser behind it. False when it
   * needs another batch; then, as after an exception, nothing of it is left here.
   *
   * @throws TributaryException when the row is refused
   */
  boolean add(JsonParser parser) throws IOException {
    int rows = tree.rows();
    int depth = parser.getParsingContext().getNestingDepth();
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
   * The batch that begins, or consists of, a row that clashed before.
   *
   * @return a batch of this row alone, or null when it was added and others may follow
   */
  @Nullable Batch replay(byte[] row) throws IOException {
    try (JsonParser parser = Jackson.FACTORY.createParser(row)) {
      parser.nextToken();
      return add(parser) ? null : mixed.read(row);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row was JSON before and is not now", e);
    }
  }

  private static void leave(JsonParser parser, int depth) throws IOException {
    while (parser.getParsingContext().getNestingDepth() >= depth) {
      parser.nextToken();
    }
  }
}
