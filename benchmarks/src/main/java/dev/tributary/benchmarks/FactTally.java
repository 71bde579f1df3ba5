// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the checksums of rows while they are made, with the keys that {@link Keyed} asks an
 * engine for. Columns come in the order of the fact's, one call each. One thread at a time.
 */
final class FactTally {

  private static final double DOUBLE_UNIT = 4503599627370496.0;

  private final List<Keyed> columns;
  private final long[] present;
  private final Sum[] sums;
  private final Sum[] weighted;
  private final MessageDigest md5;
  private long rows;
  private long weight;
  private int next;

  FactTally(Fact fact) {
    this.columns = fact.columns();
    this.present = new long[columns.size()];
    this.sums = new Sum[columns.size()];
    this.weighted = new Sum[columns.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = new Sum();
      weighted[i] = new Sum();
    }
    try {
      this.md5 = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  FactTally row(long place) {
    rows++;
    weight = place % Checksums.PRIME;
    next = 0;
    return this;
  }

  FactTally whole(long value) {
    present[next]++;
    sums[next].add(value);
    weighted[next].add((value % Checksums.PRIME) * weight);
    next++;
    return this;
  }

  FactTally real(double value) {
    double floor = Math.floor(value);
    return whole(((long) floor) * 1_000_003 + (long) Math.rint((value - floor) * DOUBLE_UNIT));
  }

  FactTally text(String value) {
    byte[] digest = md5.digest(value.getBytes(StandardCharsets.UTF_8));
    return whole(Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt()));
  }

  FactTally absent() {
    next++;
    return this;
  }

  Checksums checksums() {
    List<Checksums.Probe> probes = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      probes.add(
          new Checksums.Probe(
              columns.get(i).column(),
              BigInteger.valueOf(present[i]),
              sums[i].total(),
              weighted[i].total()));
    }
    return new Checksums(rows, probes);
  }

  /** A sum that may outgrow a long. */
  private static final class Sum {
    private BigInteger high = BigInteger.ZERO;
    private long low;

    void add(long value) {
      long sum = low + value;
      if (((low ^ sum) & (value ^ sum)) < 0) {
        high = high.add(BigInteger.valueOf(low));
        sum = value;
      }
      low = sum;
    }

    BigInteger total() {
      return high.add(BigInteger.valueOf(low));
    }
  }
}
