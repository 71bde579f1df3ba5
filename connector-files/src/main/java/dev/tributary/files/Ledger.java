// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files were read: the last ones one by one, by a hash of their name, as a position must stay
 * small; of those before only how many there were and the latest time of any. Immutable.
 */
final class Ledger {

  static final int FILES_MAX = 96;

  private static final int VERSION = 1;
  private static final int ENTRY_BYTES = 3 * Long.BYTES;

  /** A file that was read. */
  private record Entry(long hash, long size, long modified) {

    static Entry of(SeenFile file) {
      return new Entry(hash(file.name()), file.size(), file.modified());
    }

    static Entry of(String text) {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      return new Entry(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    String text() {
      ByteBuffer bytes = ByteBuffer.allocate(ENTRY_BYTES);
      bytes.putLong(hash).putLong(size).putLong(modified);
      return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static long hash(String name) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8))).getLong();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every Java has SHA-256", e);
      }
    }
  }

  private final Map<Long, Entry> last;
  private final long before;
  private final long beforeCount;

  private Ledger(Map<Long, Entry> last, long before, long beforeCount) {
    this.last = last;
    this.before = before;
    this.beforeCount = beforeCount;
  }

  static Ledger of(Position position) {
    if (position.isStart()) {
      return new Ledger(Map.of(), Long.MIN_VALUE, 0);
    }
    Fields fields = position.fields();
    if (fields.optionalNumber("version").orElse(0L) != VERSION) {
      throw unknown("The position was not written by this version of the source");
    }
    Map<Long, Entry> last = new LinkedHashMap<>();
    for (String text : fields.list("last", String.class)) {
      Entry entry = Entry.of(text);
      last.put(entry.hash(), entry);
    }
    return new Ledger(
        last,
        fields.optionalNumber("before").orElse(Long.MIN_VALUE),
        fields.optionalNumber("before-count").orElse(0L));
  }

  /**
   * The files that were not read, in their order.
   *
   * @throws TributaryException {@code POSITION_UNKNOWN} when one of those read changed, or an old
   *     one appeared
   */
  List<SeenFile> unread(List<SeenFile> files) {
    List<SeenFile> unread = new ArrayList<>();
    int old = 0;
    for (SeenFile file : files) {
      Entry now = Entry.of(file);
      Entry read = last.get(now.hash());
      if (read != null && !read.equals(now)) {
        throw unknown("File '" + file.name() + "' changed after it was read");
      }
      if (read == null && file.modified() > before) {
        unread.add(file);
      } else if (read == null && ++old > beforeCount) {
        throw unknown(
            "A file as old as '" + file.name() + "' appeared after newer ones had been read");
      }
    }
    return unread;
  }

  /** The position when these were read too. */
  Position with(Collection<SeenFile> files) {
    Map<Long, Entry> all = new LinkedHashMap<>(last);
    files.forEach(file -> all.put(Entry.of(file).hash(), Entry.of(file)));
    List<Entry> entries = new ArrayList<>(all.values());
    entries.sort(Comparator.comparingLong(Entry::modified).thenComparingLong(Entry::hash));
    int gone = Math.max(0, entries.size() - FILES_MAX);
    Fields fields =
        Fields.of("version", VERSION)
            .with("last", entries.subList(gone, entries.size()).stream().map(Entry::text).toList());
    long count = beforeCount + gone;
    if (count == 0) {
      return new Position(fields);
    }
    long latest = gone == 0 ? before : Math.max(before, entries.get(gone - 1).modified());
    return new Position(fields.with("before", latest).with("before-count", count));
  }

  private static TributaryException unknown(String message) {
    return new TributaryException(
        ErrorCode.POSITION_UNKNOWN,
        message,
        "Give new rows a file of their own, or reset the stream's position to read all files again");
  }
}
