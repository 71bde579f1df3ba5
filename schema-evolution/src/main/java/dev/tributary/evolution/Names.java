// SPDX-License-Identifier: Apache-2.0
package dev.tributary.evolution;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names of fields and tables as any sink takes them. Pure, thread-safe.
 *
 * <p>A normal name is snake_case: {@code userId} and {@code User ID} become {@code user_id}.
 * Letters and digits of every script stay; whatever else there is separates words; separators are
 * single, so that two underscores are free for names that Tributary makes. One leading underscore
 * stays; a leading digit gets one; a name without letters or digits is {@code unnamed}. A name
 * longer than the limit is cut and ends in a hash of the whole.
 */
public final class Names {

  /** The least length limit, in characters of UTF-16. */
  public static final int LIMIT_MIN = 16;

  private static final int HASH_DIGITS = 8;
  private static final String UNNAMED = "unnamed";

  private Names() {}

  /** The normal form of one name. Doing it twice is doing it once. */
  public static String normal(String name, int limit) {
    return cut(SnakeCase.of(name).orElse(UNNAMED), name, limit);
  }

  /**
   * The normal form of each source name, told apart where two would be the same: the name that was
   * normal already, or else the first in the order of its characters, keeps the plain form; the
   * others end in a hash of their source name. The order of {@code sources} has no influence.
   */
  public static Map<String, String> resolve(
      List<String> sources, int limit, boolean caseSensitive) {
    return resolve(Map.of(), sources, limit, caseSensitive);
  }

  /**
   * As {@link #resolve(List, int, boolean)}, where the names in {@code known} were given before:
   * they stay, and no other source gets them. So a field keeps its column when one of a like name
   * appears later. Names to keep free are passed as known, each for itself.
   *
   * @param known source name to given name
   * @return per source, in their order, the given name
   */
  public static Map<String, String> resolve(
      Map<String, String> known, List<String> sources, int limit, boolean caseSensitive) {
    Set<String> taken = new HashSet<>();
    known.values().forEach(name -> taken.add(folded(name, caseSensitive)));
    Map<String, String> given = new TreeMap<>(known);
    Set<String> losers = new TreeSet<>();
    for (String source : byClaim(sources, limit)) {
      String name = normal(source, limit);
      if (given.containsKey(source)) {
        continue;
      }
      if (taken.add(folded(name, caseSensitive))) {
        given.put(source, name);
      } else {
        losers.add(source);
      }
    }
    losers.forEach(source -> given.put(source, apart(source, limit, caseSensitive, taken)));
    Map<String, String> result = new LinkedHashMap<>();
    sources.forEach(source -> result.put(source, Objects.requireNonNull(given.get(source))));
    return result;
  }

  /** The name, or where it is too long its beginning and a hash of the whole. */
  public static String fitted(String name, int limit) {
    return cut(name, name, limit);
  }

  /** Those that are normal already first, then the others, each in the order of characters. */
  private static List<String> byClaim(List<String> sources, int limit) {
    Set<String> normal = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    sources.forEach(name -> (normal(name, limit).equals(name) ? normal : others).add(name));
    List<String> all = new ArrayList<>(normal);
    all.addAll(others);
    return all;
  }

  private static String apart(String source, int limit, boolean caseSensitive, Set<String> taken) {
    return apart(SnakeCase.of(source).orElse(UNNAMED), source, limit, caseSensitive, taken);
  }

  /** The name with a hash of its source, such that nobody has it; adds it to {@code taken}. */
  static String apart(
      String normal, String source, int limit, boolean caseSensitive, Set<String> taken) {
    for (int attempt = 0; ; attempt++) {
      String name = hashed(normal, attempt == 0 ? source : source + '\0' + attempt, limit);
      if (taken.add(folded(name, caseSensitive))) {
        return name;
      }
    }
  }

  private static String cut(String name, String source, int limit) {
    if (limit < LIMIT_MIN) {
      throw new IllegalArgumentException("A name limit of " + limit + " is below " + LIMIT_MIN);
    }
    return name.length() <= limit ? name : hashed(name, source, limit);
  }

  private static String hashed(String name, String source, int limit) {
    int end = Math.min(name.length(), limit - HASH_DIGITS - 1);
    if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    while (end > 0 && name.charAt(end - 1) == '_') {
      end--;
    }
    return name.substring(0, end) + "_" + hash(source);
  }

  private static String hash(String source) {
    return HexFormat.of().formatHex(digest(source), 0, HASH_DIGITS / 2);
  }

  /** The SHA-256 hash of all characters, lone surrogates too. */
  static byte[] digest(String source) {
    ByteBuffer bytes = ByteBuffer.allocate(source.length() * Character.BYTES);
    source.chars().forEach(character -> bytes.putChar((char) character));
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  static String folded(String name, boolean caseSensitive) {
    return caseSensitive ? name : name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
