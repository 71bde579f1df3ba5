// SPDX-License-Identifier: Apache-2.0
package dev.tributary.config;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * What a plugin is handed instead of reaching for it: clock, executor, class loader, a place for
 * notices to people, and a keeper of credentials. Immutable; its parts are thread-safe.
 */
public record Context(
    Clock clock,
    Executor executor,
    ClassLoader classLoader,
    Consumer<String> notices,
    Credentials credentials) {

  /**
   * The system clock, the common pool, the caller's class loader, no notices, credentials in
   * memory.
   */
  public static Context standard() {
    return new Context(
        Clock.systemUTC(),
        ForkJoinPool.commonPool(),
        Context.class.getClassLoader(),
        notice -> {},
        inMemory());
  }

  private static Credentials inMemory() {
    Map<String, Secret> secrets = new ConcurrentHashMap<>();
    return new Credentials() {
      @Override
      public Optional<Secret> find(String name) {
        return Optional.ofNullable(secrets.get(name));
      }

      @Override
      public void save(String name, Secret secret) {
        secrets.put(name, secret);
      }
    };
  }
}
