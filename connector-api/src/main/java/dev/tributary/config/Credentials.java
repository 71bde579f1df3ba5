// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import java.util.Optional;

/**
 * Secrets that change while a pipeline lives, such as rotated refresh tokens. Thread-safe; kept
 * encrypted.
 */
public interface Credentials {

  Optional<Secret> find(String name);

  /** Saves at once; blocks. When it returns the secret is kept. */
  void save(String name, Secret secret);
}
