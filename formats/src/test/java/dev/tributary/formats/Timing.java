// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** How many MB of JSON become columns per CPU second; to be run by hand. */
final class Timing {

  private static final int BYTES = 140 << 20;
  private static final int ROUNDS = 8;

  private Timing() {}

  public static void main(String[] arguments) {
    byte[] flat = lines(false);
    byte[] nested = lines(true);
    for (int i = 0; i < ROUNDS; i++) {
      System.out.printf("flat %.0f MB/CPU-s, nested %.0f MB/CPU-s%n", rate(flat), rate(nested));
    }
  }

  private static double rate(byte[] bytes) {
    long before = cpuNanos();
    try (JsonReader reader =
        JsonReader.of("in", new ByteArrayInputStream(bytes), JsonOptions.lines())) {
      long rows = 0;
      for (var batch = reader.next(); batch != null; batch = reader.next()) {
        rows += batch.rows();
      }
      if (rows == 0 || !reader.refused().isEmpty()) {
        throw new IllegalStateException("Rows were refused");
      }
    }
    return bytes.length / 1e6 / ((cpuNanos() - before) / 1e9);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  static byte[] lines(boolean nested) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < BYTES) {
      if (nested) {
        event(text, random);
      } else {
        row(text, random);
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void row(StringBuilder to, Random random) {
    to.append("{\"id\":").append(random.nextInt(1 << 30));
    to.append(",\"customer_id\":").append(random.nextInt(100_000));
    to.append(",\"created_at\":\"2024-05-").append(10 + random.nextInt(20)).append("T10:20:30Z\"");
    to.append(",\"status\":\"").append(random.nextBoolean() ? "shipped" : "open").append('"');
    to.append(",\"amount\":").append(random.nextInt(1_000_000) / 100.0);
    to.append(",\"currency\":\"EUR\",\"country\":\"DE\"");
    to.append(",\"quantity\":").append(random.nextInt(10));
    to.append(",\"note\":\"some words of text ").append(random.nextInt()).append('"');
    to.append(",\"paid\":").append(random.nextBoolean()).append("}\n");
  }

  private static void event(StringBuilder to, Random random) {
    to.append("{\"id\":").append(random.nextLong());
    to.append(",\"ts\":").append(random.nextInt(1 << 30)).append(",\"type\":\"purchase\"");
    to.append(",\"user\":{\"uid\":").append(random.nextInt(1 << 20));
    to.append(",\"name\":\"user number ").append(random.nextInt(1 << 20));
    to.append("\",\"geo\":{\"country\":\"DE\",\"lat\":").append(random.nextDouble() * 90);
    to.append(",\"lon\":").append(random.nextDouble() * 90).append("}},\"items\":[");
    for (int i = 0; i < 3; i++) {
      to.append(i == 0 ? "" : ",").append("{\"sku\":\"sku-").append(random.nextInt(10_000));
      to.append("\",\"qty\":").append(random.nextInt(9)).append(",\"price\":");
      to.append(random.nextInt(10_000) / 100.0).append(",\"promos\":[{\"code\":\"p");
      to.append(random.nextInt(99)).append("\",\"pct\":").append(random.nextInt(50));
      to.append("},{\"code\":\"q\",\"pct\":5}]}");
    }
    to.append("],\"tags\":[\"a\",\"bb\",\"ccc\"]}\n");
  }
}
