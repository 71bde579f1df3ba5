// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name of a pipeline where only some names are allowed: in file systems and databases that
 * forget case, refuse letters or limit lengths. Lower-case letters, digits, {@code -} and {@code _}
 * stay, any other byte becomes {@code %} and two digits, and what grows too long ends in {@code ~}
 * and a hash. Different names never become one.
 */
final class StoredName {

  static final int LENGTH_MAX = 200;

  private static final int KEPT = 120;
  private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";

  private StoredName() {}

  /**
   * @throws IllegalArgumentException when the name is empty or no well-formed text
   */
  static void check(String pipeline) {
    if (pipeline.isEmpty()) {
      throw new IllegalArgumentException("A pipeline has an empty name");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(pipeline)) {
      throw new IllegalArgumentException("The pipeline's name holds half a character");
    }
  }

  static String of(String pipeline) {
    check(pipeline);
    byte[] bytes = pipeline.getBytes(StandardCharsets.UTF_8);
    StringBuilder name = new StringBuilder();
    for (byte each : bytes) {
      if (PLAIN.indexOf(each) >= 0) {
        name.append((char) each);
      } else {
        name.append('%').append(HexFormat.of().toHexDigits(each));
      }
    }
    return name.length() <= LENGTH_MAX
        ? name.toString()
        : name.substring(0, KEPT) + "~" + HexFormat.of().formatHex(sha256(bytes));
  }

  /** Whether {@code stored} holds only part of the pipeline's name. */
  static boolean isShortened(String stored) {
    return stored.length() == KEPT + 65 && stored.charAt(KEPT) == '~';
  }

  /** The pipeline's name; empty when {@code stored} holds only part of it, or is not of ours. */
  static Optional<String> pipeline(String stored) {
    try {
      String pipeline = URLDecoder.decode(stored.replace("+", "%2B"), StandardCharsets.UTF_8);
      return of(pipeline).equals(stored) ? Optional.of(pipeline) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
