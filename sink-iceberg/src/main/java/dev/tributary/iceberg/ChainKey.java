// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.load.Chain;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How a chain is called inside a table: in full in snapshots and properties, short in folder names.
 */
record ChainKey(String text) {

  private static final int FOLDER_LETTERS = 48;
  private static final int FOLDER_DIGITS = 16;

  static ChainKey of(Chain chain) {
    return new ChainKey(escape(chain.pipeline()) + "/" + escape(chain.stream()));
  }

  /** A name for a folder that no other chain has, whatever letters the chain is made of. */
  String folder() {
    return folder(text);
  }

  static String folder(String name) {
    String readable = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return readable.substring(0, Math.min(readable.length(), FOLDER_LETTERS)) + "-" + digest(name);
  }

  private static String escape(String part) {
    return part.replace("%", "%25").replace("/", "%2F");
  }

  private static String digest(String name) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String hex = HexFormat.of().formatHex(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
      return hex.substring(0, FOLDER_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
