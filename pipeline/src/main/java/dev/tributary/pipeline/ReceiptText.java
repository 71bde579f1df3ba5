// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.load.Receipt;
import dev.tributary.state.PlainJson;
import java.nio.charset.StandardCharsets;

/**
 * What a table keeps of a load beside its id: how many tables the load touched and, in the anchor,
 * the position it reached. With it a lost state store is made whole again.
 */
record ReceiptText(int tables, Position position) {

  private static final int BYTES_MAX = 4_096;
  private static final long FORM = 1;

  String write() {
    String text =
        PlainJson.write(
            Fields.of("form", FORM).with("tables", tables).with("position", position.fields()));
    if (text.getBytes(StandardCharsets.UTF_8).length > BYTES_MAX) {
      throw new TributaryException(
          ErrorCode.CONTRACT_BROKEN,
          "A position takes more than " + BYTES_MAX + " bytes",
          "Report this to the author of the source");
    }
    return text;
  }

  static ReceiptText read(Receipt receipt) {
    Fields fields = PlainJson.read(receipt.text());
    if (fields.number("form") != FORM) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "The receipt of load " + receipt.load() + " has form " + fields.number("form"),
          "Use the version of Tributary that wrote it, or a later one");
    }
    return new ReceiptText(
        Math.toIntExact(fields.number("tables")), new Position(fields.fields("position")));
  }
}
