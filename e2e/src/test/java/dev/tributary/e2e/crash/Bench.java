// SPDX-License-Identifier: Apache-2.0
package dev.tributary.e2e.crash;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A place for one shop, which can be saved as it is and brought back, because a lake cannot be
 * moved: its tables know where they are. Owned by one thread.
 */
final class Bench {

  private final Path folder;
  private final Shop shop;

  /** Sets the shop up in an empty folder, as it is before the disturbed run. */
  Bench(Path folder, Variant variant, Consumer<Shop> beginning) {
    this.folder = folder;
    this.shop = new Shop(folder.resolve("shop"), variant);
    Folders.make(shop.folder());
    if (variant.before() > 0) {
      shop.run(variant.before());
    }
    beginning.accept(shop);
    save("beginning");
  }

  Shop shop() {
    return shop;
  }

  void save(String name) {
    Folders.delete(folder.resolve(name));
    Folders.copy(shop.folder(), folder.resolve(name));
  }

  void restore(String name) {
    Folders.delete(shop.folder());
    Folders.copy(folder.resolve(name), shop.folder());
  }
}
