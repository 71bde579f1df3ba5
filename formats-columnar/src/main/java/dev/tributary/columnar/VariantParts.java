// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Closes objects and arrays: puts the header, which tells where each part begins, before parts that
 * are already written. Names stand in the order of Java's strings, which Iceberg, Spark and
 * parquet-java search by.
 */
final class VariantParts {

  private static final Comparator<Member> BY_NAME = Comparator.comparing(Member::name);

  private final Bytes out;

  VariantParts(Bytes out) {
    this.out = out;
  }

  /** A value of an object, and where it lies. */
  record Member(String name, int id, int from, int end) {}

  /** Closes an object that began at {@code start}; of equal names the last one stays. */
  void endObject(int start, List<Member> members) {
    members.sort(BY_NAME);
    List<Member> parts = hasTwins(members) ? withoutTwins(start, members) : members;
    int count = parts.size();
    int idWidth = VariantKinds.width(largestId(parts));
    int data = out.size() - start;
    int offsetWidth = VariantKinds.width(data);
    int info = (offsetWidth - 1) | (idWidth - 1) << 2 | (isLarge(count) ? 1 << 4 : 0);
    long headerBytes = 1L + countWidth(count) + (long) count * idWidth + (count + 1L) * offsetWidth;
    out.insert(start, headerBytes);
    int at = out.set(start, info << 2 | VariantKinds.OBJECT, 1);
    at = out.set(at, count, countWidth(count));
    for (Member part : parts) {
      at = out.set(at, part.id(), idWidth);
    }
    for (Member part : parts) {
      at = out.set(at, part.from() - start, offsetWidth);
    }
    out.set(at, data, offsetWidth);
  }

  /** Closes an array that began at {@code start}. */
  void endArray(int start, List<Integer> parts) {
    int count = parts.size();
    int data = out.size() - start;
    int offsetWidth = VariantKinds.width(data);
    int info = (offsetWidth - 1) | (isLarge(count) ? 1 << 2 : 0);
    out.insert(start, 1L + countWidth(count) + (count + 1L) * offsetWidth);
    int at = out.set(start, info << 2 | VariantKinds.ARRAY, 1);
    at = out.set(at, count, countWidth(count));
    for (int part : parts) {
      at = out.set(at, part - start, offsetWidth);
    }
    out.set(at, data, offsetWidth);
  }

  private static int largestId(List<Member> members) {
    int largest = 0;
    for (Member member : members) {
      largest = Math.max(largest, member.id());
    }
    return largest;
  }

  private static boolean isLarge(int count) {
    return count > VariantKinds.SMALL_COUNT_MAX;
  }

  private static int countWidth(int count) {
    return isLarge(count) ? Integer.BYTES : 1;
  }

  private static boolean hasTwins(List<Member> sorted) {
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).id() == sorted.get(i - 1).id()) {
        return true;
      }
    }
    return false;
  }

  /** Keeps the last of each name and closes the gaps that the others leave. */
  private List<Member> withoutTwins(int start, List<Member> sorted) {
    List<Member> last = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      if (i + 1 == sorted.size() || sorted.get(i).id() != sorted.get(i + 1).id()) {
        last.add(sorted.get(i));
      }
    }
    last.sort(Comparator.comparingInt(Member::from));
    List<Member> kept = new ArrayList<>();
    int to = start;
    for (Member member : last) {
      int end = to + member.end() - member.from();
      out.move(member.from(), member.end(), to);
      kept.add(new Member(member.name(), member.id(), to, end));
      to = end;
    }
    out.truncate(to);
    kept.sort(BY_NAME);
    return kept;
  }
}
