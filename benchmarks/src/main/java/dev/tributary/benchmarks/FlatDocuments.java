// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.time.LocalDate;
import java.util.List;

/** Ten fields of the usual types, as the table that is loaded from PostgreSQL has them. */
final class FlatDocuments implements Documents {

  static final String NAME = "flat";

  private static final Fact FACT =
      new Fact(
          NAME,
          List.of(
              Keyed.whole("id"),
              Keyed.text("code"),
              Keyed.whole("qty"),
              Keyed.real("price"),
              Keyed.real("amount"),
              Keyed.flag("flag"),
              Keyed.text("day"),
              Keyed.moment("seen_at"),
              Keyed.text("note"),
              Keyed.whole("ref")));

  private static final long FIRST_MICROS = 1_577_836_800_000_000L;
  private static final LocalDate FIRST_DAY = LocalDate.of(2015, 1, 1);

  private final FactTally tally = new FactTally(FACT);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Fact> facts() {
    return List.of(FACT);
  }

  @Override
  public List<Checksums> checksums() {
    return List.of(tally.checksums());
  }

  @Override
  public void add(long id, JsonLine line) {
    tally.row(id).whole(id);
    line.raw("{\"id\":").whole(id);
    code(Documents.random(id, 1), line);
    quantity(Documents.random(id, 2), line);
    price(1_000_000 + Documents.random(id, 3) % 10_000_000_000L, line);
    amount(Documents.random(id, 4) % 1_000_000_000_000L - 500_000_000_000L, line);
    flag(Documents.random(id, 5), line);
    day(Documents.random(id, 6), line);
    moment(FIRST_MICROS + id * 17_000_000 + Documents.random(id, 7) % 10_000_000, line);
    note(Documents.random(id, 8), line);
    reference(Documents.random(id, 9), line);
    line.raw("}");
  }

  private void code(long random, JsonLine line) {
    String code = "code-" + (1_000_000_000 + random % 1_000_000);
    tally.text(code);
    line.raw(",\"code\":").quoted(code);
  }

  private void quantity(long random, JsonLine line) {
    line.raw(",\"qty\":");
    if (random % 50 == 0) {
      tally.absent();
      line.raw("null");
    } else {
      tally.whole(random % 10_000);
      line.whole(random % 10_000);
    }
  }

  private void price(long millionths, JsonLine line) {
    tally.real(millionths / 1e6);
    line.raw(",\"price\":").fraction(millionths, 6);
  }

  private void amount(long hundredths, JsonLine line) {
    tally.real(hundredths / 1e2);
    line.raw(",\"amount\":").fraction(hundredths, 2);
  }

  private void flag(long random, JsonLine line) {
    if (random % 10 == 0) {
      tally.absent();
    } else {
      tally.whole(random % 3 == 0 ? 1 : 0);
      line.raw(",\"flag\":").raw(random % 3 == 0 ? "true" : "false");
    }
  }

  private void day(long random, JsonLine line) {
    String day = FIRST_DAY.plusDays(random % 4_000).toString();
    tally.text(day);
    line.raw(",\"day\":").quoted(day);
  }

  private void moment(long micros, JsonLine line) {
    tally.whole(micros);
    line.raw(",\"seen_at\":").quoted(Moments.text(micros));
  }

  private void note(long random, JsonLine line) {
    if (random % 10 < 3) {
      tally.absent();
      return;
    }
    String note = random % 10 == 3 ? "" : "naïve " + Long.toHexString(random >>> 27);
    tally.text(note);
    line.raw(",\"note\":").quoted(note);
  }

  private void reference(long random, JsonLine line) {
    if (random % 100 == 0) {
      tally.absent();
    } else {
      tally.whole(random);
      line.raw(",\"ref\":").whole(random);
    }
  }
}
