// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import java.text.Normalizer;
import java.util.Optional;

/** Lower-case words between single underscores, letters of every script kept. */
final class SnakeCase {

  private final int[] source;
  private final boolean[] word;
  private final StringBuilder out = new StringBuilder();

  private SnakeCase(String name) {
    this.source = Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().toArray();
    this.word = new boolean[source.length];
    for (int i = 0; i < source.length; i++) {
      word[i] = Character.isLetterOrDigit(source[i]) || (i > 0 && word[i - 1] && isMark(source[i]));
    }
  }

  /** The snake_case form; empty when the name has neither letter nor digit. */
  static Optional<String> of(String name) {
    SnakeCase words = new SnakeCase(name);
    boolean marked = name.startsWith("_");
    for (int i = 0; i < words.source.length; i++) {
      words.add(i);
    }
    String text = words.out.toString();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean free = !marked && !Character.isDigit(text.codePointAt(0));
    return Optional.of(Normalizer.normalize(free ? text : "_" + text, Normalizer.Form.NFC));
  }

  private void add(int i) {
    if (!word[i]) {
      return;
    }
    if (out.length() > 0 && (!word[i - 1] || beginsWord(i))) {
      out.append('_');
    }
    out.appendCodePoint(Character.toLowerCase(source[i]));
  }

  /** A capital after a small letter or digit, or the last capital of several: HTTP|Server. */
  private boolean beginsWord(int i) {
    if (!isCapital(source[i])) {
      return false;
    }
    return !isCapital(source[i - 1])
        || (i + 1 < source.length
            && Character.isLetter(source[i + 1])
            && !isCapital(source[i + 1]));
  }

  /** Marks belong to the letter that they stand on. */
  private static boolean isMark(int current) {
    int type = Character.getType(current);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isCapital(int current) {
    return Character.toLowerCase(current) != current;
  }
}
