// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts with a key. A sealed text is {@code pbkdf2-aesgcm.} with the number of iterations, a
 * point, and in Base64: salt, nonce, ciphertext and tag. Thread-safe; never prints.
 */
final class Sealing {

  /** What OWASP asks of PBKDF2 with HMAC-SHA-256 (2023). */
  static final int ITERATIONS = 600_000;

  private static final int ITERATIONS_MAX = 10_000_000;
  private static final String FORM = "pbkdf2-aesgcm";
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_BITS = 256;

  private final SecureRandom random = new SecureRandom();
  private final Secret passphrase;
  private final int iterations;

  /**
   * @throws TributaryException {@code SETTING_INVALID} when the key is empty
   */
  Sealing(Secret passphrase, int iterations) {
    if (passphrase.reveal().isEmpty()) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "The key for credentials is empty",
          "Set a long random text as the key, and keep it somewhere safe");
    }
    this.passphrase = passphrase;
    this.iterations = iterations;
  }

  /**
   * @param place is not kept, but {@link #open} must name the same
   */
  String seal(Secret secret, String place) {
    byte[] salt = random(SALT_BYTES);
    byte[] nonce = random(NONCE_BYTES);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key(salt, iterations), nonce, place)
              .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
      byte[] all =
          ByteBuffer.allocate(SALT_BYTES + NONCE_BYTES + sealed.length)
              .put(salt)
              .put(nonce)
              .put(sealed)
              .array();
      return FORM + "." + iterations + "." + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM and PBKDF2", e);
    }
  }

  /** The secret; empty when the key or the place is another one, or the text was changed. */
  Optional<Secret> open(String text, String place) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(FORM)) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getDecoder().decode(parts[2]);
      int rounds = Integer.parseInt(parts[1]);
      if (rounds < 1 || rounds > ITERATIONS_MAX || all.length < SALT_BYTES + NONCE_BYTES) {
        return Optional.empty();
      }
      return Optional.of(open(all, rounds, place));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Secret open(byte[] all, int rounds, String place) throws GeneralSecurityException {
    byte[] salt = Arrays.copyOf(all, SALT_BYTES);
    byte[] nonce = Arrays.copyOfRange(all, SALT_BYTES, SALT_BYTES + NONCE_BYTES);
    int start = SALT_BYTES + NONCE_BYTES;
    byte[] opened =
        cipher(Cipher.DECRYPT_MODE, key(salt, rounds), nonce, place)
            .doFinal(all, start, all.length - start);
    return Secret.of(new String(opened, StandardCharsets.UTF_8));
  }

  private SecretKey key(byte[] salt, int rounds) throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase.reveal().toCharArray(), salt, rounds, KEY_BITS);
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return new SecretKeySpec(key, "AES");
    } finally {
      spec.clearPassword();
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
