// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.LoadId;
import dev.tributary.load.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.util.JsonUtil;

/**
 * The chain's last receipts, oldest first, as a table property keeps them because snapshots and
 * their summaries expire. Bounded in number and in letters; the newest is always there. Immutable.
 */
record ReceiptMirror(List<Entry> entries) {

  static final String PREFIX = "tributary.receipts.";

  private static final int ENTRIES_MAX = 20;
  private static final int LETTERS_MAX = 16_384;

  ReceiptMirror {
    entries = List.copyOf(entries);
  }

  /**
   * One receipt.
   *
   * @param snapshot the load's snapshot
   * @param sequence the snapshot's sequence number as it was planned, at most the real one
   * @param previous the load before
   */
  record Entry(Receipt receipt, long snapshot, long sequence, LoadId previous) {}

  static String property(ChainKey chain) {
    return PREFIX + chain.text();
  }

  static ReceiptMirror of(Map<String, String> properties, ChainKey chain) {
    String json = properties.get(property(chain));
    return json == null ? new ReceiptMirror(List.of()) : parse(json, property(chain));
  }

  /** These receipts and a newer one, without the oldest if there are too many. */
  ReceiptMirror with(Entry newest) {
    List<Entry> kept = new ArrayList<>(entries);
    kept.add(newest);
    while (kept.size() > 1 && (kept.size() > ENTRIES_MAX || letters(kept) > LETTERS_MAX)) {
      kept.remove(0);
    }
    return new ReceiptMirror(kept);
  }

  String toJson() {
    return JsonUtil.generate(
        json -> {
          json.writeStartArray();
          for (Entry entry : entries) {
            json.writeStartObject();
            json.writeStringField("load", entry.receipt().load().value());
            json.writeNumberField("snapshot", entry.snapshot());
            json.writeNumberField("sequence", entry.sequence());
            json.writeStringField("previous", entry.previous().value());
            json.writeStringField("receipt", entry.receipt().text());
            json.writeEndObject();
          }
          json.writeEndArray();
        },
        false);
  }

  private static long letters(List<Entry> entries) {
    return entries.stream().mapToLong(entry -> entry.receipt().text().length()).sum();
  }

  private static ReceiptMirror parse(String json, String property) {
    try {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode each : JsonUtil.mapper().readTree(json)) {
        entries.add(
            new Entry(
                new Receipt(
                    new LoadId(JsonUtil.getString("load", each)),
                    JsonUtil.getString("receipt", each)),
                JsonUtil.getLong("snapshot", each),
                JsonUtil.getLong("sequence", each),
                new LoadId(JsonUtil.getString("previous", each))));
      }
      return new ReceiptMirror(entries);
    } catch (IllegalArgumentException | java.io.IOException e) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "The table property '" + property + "' cannot be understood",
          "Restore the property from an earlier metadata file of the table",
          e);
    }
  }
}
