// SPDX-License-Identifier: Apache-2.0
package dev.tributary.state;

import dev.tributary.config.Credentials;
import dev.tributary.config.Secret;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.util.Optional;

/**
 * Keeps a pipeline's credentials in its state, encrypted with a key that only the user has: AES-GCM
 * with 256 bits, the key made from the user's text by PBKDF2 with a random salt per value. A sealed
 * text is bound to its pipeline and name, so that it cannot be passed off as another's.
 * Thread-safe.
 */
public final class EncryptedCredentials implements Credentials {

  private final StateStore store;
  private final String pipeline;
  private final Sealing sealing;

  /**
   * @param key any text; the longer the better
   * @throws TributaryException {@code SETTING_INVALID} when the key is empty
   */
  public EncryptedCredentials(StateStore store, String pipeline, Secret key) {
    this(store, pipeline, new Sealing(key, Sealing.ITERATIONS));
  }

  EncryptedCredentials(StateStore store, String pipeline, Sealing sealing) {
    this.store = store;
    this.pipeline = pipeline;
    this.sealing = sealing;
  }

  /**
   * @throws TributaryException {@code STATE_UNREADABLE} when another key sealed the credential, or
   *     it was changed since
   */
  @Override
  public Optional<Secret> find(String name) {
    return Optional.ofNullable(store.read(pipeline).credentials().get(name))
        .map(text -> open(name, text));
  }

  @Override
  public void save(String name, Secret secret) {
    String sealed = sealing.seal(secret, place(name));
    store.update(pipeline, state -> state.withCredential(name, sealed));
  }

  private Secret open(String name, String sealed) {
    return sealing
        .open(sealed, place(name))
        .orElseThrow(
            () ->
                new TributaryException(
                    ErrorCode.STATE_UNREADABLE,
                    "Credential '"
                        + name
                        + "' of pipeline '"
                        + pipeline
                        + "' does not open with"
                        + " this key: another one sealed it, or it was changed since",
                    "Set the key it was saved with, or remove the credential and sign in anew"));
  }

  /** Length first, so that no two places are one text. */
  private String place(String name) {
    return pipeline.length() + " " + pipeline + " " + name;
  }
}
