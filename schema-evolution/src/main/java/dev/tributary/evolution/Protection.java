// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How values are kept from readers of the table. Immutable.
 *
 * @param salt what is hashed ahead of the value
 * @param keep how many characters of a masked value stay
 */
record Protection(Kind kind, Optional<Secret> salt, int keep) {

  static final Protection NONE = new Protection(Kind.NONE, Optional.empty(), 0);
  static final Protection EXCLUDE = new Protection(Kind.EXCLUDE, Optional.empty(), 0);

  private static final String MASK = "***";

  Protection {
    if (keep < 0) {
      throw new IllegalArgumentException("Cannot keep " + keep + " characters");
    }
  }

  /** What is done with the values. */
  enum Kind {
    NONE,
    EXCLUDE,
    HASH,
    MASK
  }

  /** Whether the values become other text. */
  boolean rewrites() {
    return kind == Kind.HASH || kind == Kind.MASK;
  }

  /** The conversion into text that may be seen. */
  Conversion conversion() {
    return (from, slot, to) -> ((BytesColumn) to).append(text(from, slot));
  }

  private String text(Column from, int slot) {
    String text = CanonicalText.of(from, slot);
    return kind == Kind.HASH ? hashed(text) : masked(text);
  }

  private String hashed(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      salt.ifPresent(secret -> digest.update(secret.reveal().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** A text that is not longer than what would stay is masked whole. */
  private String masked(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= keep || keep == 0
        ? MASK
        : MASK + text.substring(text.offsetByCodePoints(text.length(), -keep));
  }
}
