// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import dev.tributary.batch.BytesColumn;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The names of all objects of one variant, each once, in the order in which they came. */
final class VariantNames {

  private static final int KEEP_MAX = 1 << 16;

  private final Map<String, Integer> ids = new HashMap<>();
  private final Bytes ends = new Bytes();
  private final Bytes texts = new Bytes();
  private final Bytes encoded = new Bytes();

  void clear() {
    ids.clear();
    ends.clear(KEEP_MAX);
    texts.clear(KEEP_MAX);
  }

  int id(String name) {
    Integer known = ids.get(name);
    return known == null ? add(name) : known;
  }

  /** Appends them in the form that a variant's metadata has. */
  void appendTo(BytesColumn metadata) {
    int width = VariantKinds.width(Math.max(texts.size(), ids.size()));
    encoded.clear(KEEP_MAX);
    encoded.putByte(VariantKinds.VERSION | (width - 1) << 6);
    encoded.put(ids.size(), width);
    encoded.put(0, width);
    for (int at = 0; at < ends.size(); at += Integer.BYTES) {
      encoded.put((int) Bytes.INT.get(ends.data(), at), width);
    }
    encoded.put(texts);
    metadata.append(encoded.data(), 0, encoded.size());
  }

  private int add(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    texts.put(utf8, 0, utf8.length);
    ends.putInt(texts.size());
    ids.put(name, ids.size());
    return ids.size() - 1;
  }
}
