// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Breaks texts a little: bits and bytes change, parts are lost, doubled or moved. */
final class Mutations {

  private static final String SYNTAX = "{}[]\",:\\ \n0e-.";

  private final Random random;

  Mutations(Random random) {
    this.random = random;
  }

  /** The lines as one text, where about each third line is broken. */
  byte[] text(List<String> lines) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (String line : lines) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      text.writeBytes(random.nextInt(3) == 0 ? broken(bytes) : bytes);
      text.write('\n');
    }
    return text.toByteArray();
  }

  private byte[] broken(byte[] line) {
    byte[] broken = line;
    for (int i = random.nextInt(3); i >= 0 && broken.length > 0; i--) {
      broken = once(broken);
    }
    return broken;
  }

  private byte[] once(byte[] line) {
    int at = random.nextInt(line.length);
    int to = at + random.nextInt(line.length - at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(line, 0, at);
    switch (random.nextInt(7)) {
      case 0 -> {
        out.write(line[at] ^ 1 << random.nextInt(8));
        out.write(line, at + 1, line.length - at - 1);
      }
      case 1 -> out.write(line, to, line.length - to);
      case 2 -> {
        out.write(line, at, to - at);
        out.write(line, at, line.length - at);
      }
      case 3 -> {
        out.write(line, to, line.length - to);
        out.write(line, at, to - at);
      }
      case 4 -> {
        out.write(random.nextInt(256));
        out.write(line, at, line.length - at);
      }
      default -> {
        out.write(SYNTAX.charAt(random.nextInt(SYNTAX.length())));
        out.write(line, at, line.length - at);
      }
    }
    return out.toByteArray();
  }
}
