// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.Column;
import dev.tributary.schema.FieldPath;

/** The levels of one leaf's open page, encoded as they come. */
final class LeafLevels {

  private static final int KEEP_MAX = 1 << 18;

  private final FieldPath path;
  private final Depth depth;
  private final boolean optional;
  private final int repetitionMax;
  private final int definitionMax;
  private final Bytes repetition = new Bytes();
  private final Bytes definition = new Bytes();
  private final RunEncoder repetitionRuns = new RunEncoder(repetition);
  private final RunEncoder definitionRuns = new RunEncoder(definition);
  private byte[] own = new byte[0];

  LeafLevels(FieldPath path, Depth depth, boolean optional) {
    this.path = path;
    this.depth = depth;
    this.optional = optional;
    this.repetitionMax = depth.repetition();
    this.definitionMax = optional ? depth.definition() + 1 : depth.definition();
    begin();
  }

  /** Adds the levels of the leaf's slots and says how many of them have a value. */
  int add(Column column, Levels levels) {
    if (repetitionMax > 0) {
      repetitionRuns.add(levels.repetition(), levels.size());
    }
    if (!levels.isFlat()) {
      return spell(column, levels);
    }
    if (column.nullCount() > 0) {
      return spellFlat(column, levels);
    }
    definitionRuns.add(definitionMax, levels.size());
    return levels.size();
  }

  int bytes() {
    return repetition.size() + definition.size();
  }

  /** Appends the page's levels to {@code page} and begins the next page. */
  void endPage(Bytes page) {
    if (repetitionMax > 0) {
      repetitionRuns.end();
      page.putInt(repetition.size());
      page.put(repetition);
    }
    if (definitionMax > 0) {
      definitionRuns.end();
      page.putInt(definition.size());
      page.put(definition);
    }
    begin();
  }

  private void begin() {
    repetition.clear(KEEP_MAX);
    definition.clear(KEEP_MAX);
    repetitionRuns.begin(width(repetitionMax));
    definitionRuns.begin(width(definitionMax));
  }

  private int spellFlat(Column column, Levels levels) {
    int present = 0;
    reserve(levels.size());
    for (int i = 0, slot = levels.from(); slot < levels.to(); i++, slot++) {
      int there = column.isNull(slot) ? 0 : 1;
      own[i] = (byte) (depth.definition() + there);
      present += there;
    }
    end(levels.size());
    return present;
  }

  private int spell(Column column, Levels levels) {
    return column.nullCount() == 0 ? spellFull(levels) : spellSparse(column, levels);
  }

  private int spellFull(Levels levels) {
    byte[] definitions = levels.definition();
    int there = depth.definition();
    int present = 0;
    reserve(levels.size());
    for (int i = 0; i < levels.size(); i++) {
      int one = definitions[i] == there ? 1 : 0;
      own[i] = (byte) (definitions[i] + one);
      present += one;
    }
    end(levels.size());
    return present;
  }

  private int spellSparse(Column column, Levels levels) {
    byte[] definitions = levels.definition();
    int present = 0;
    int slot = levels.from();
    reserve(levels.size());
    for (int i = 0; i < levels.size(); i++) {
      int defined = definitions[i];
      if (defined == depth.definition()) {
        int there = column.isNull(slot) ? 0 : 1;
        own[i] = (byte) (defined + there);
        present += there;
        slot++;
      } else {
        own[i] = (byte) defined;
        slot += defined >= depth.slot() ? 1 : 0;
      }
    }
    end(levels.size());
    return present;
  }

  /** A required leaf has no level of its own: what was counted up must come down again. */
  private void end(int size) {
    if (!optional) {
      for (int i = 0; i < size; i++) {
        if (own[i] == depth.definition()) {
          throw Refusals.nullInRequired(path);
        }
        own[i] = (byte) Math.min(own[i], definitionMax);
      }
    }
    definitionRuns.add(own, size);
  }

  private void reserve(int size) {
    if (own.length < size) {
      own = new byte[Math.max(size, own.length * 2)];
    }
  }

  static int width(int max) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(max);
  }
}
