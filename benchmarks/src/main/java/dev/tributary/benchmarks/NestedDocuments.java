// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.util.List;

/** Events: an object in an object in a document, and a list of objects that hold a list. */
final class NestedDocuments implements Documents {

  static final String NAME = "events";
  static final String EVENTS = NAME;
  static final String ITEMS = "items";
  static final String PROMOS = "promos";

  /** No list is longer, so that places tell all rows apart. */
  static final int PLACES = 8;

  private static final List<Fact> FACTS =
      List.of(
          new Fact(
              EVENTS,
              List.of(
                  Keyed.whole("id"),
                  Keyed.moment("ts"),
                  Keyed.text("type"),
                  Keyed.whole("uid"),
                  Keyed.text("name"),
                  Keyed.text("country"),
                  Keyed.real("lat"),
                  Keyed.real("lon"))),
          new Fact(ITEMS, List.of(Keyed.text("sku"), Keyed.whole("qty"), Keyed.real("price"))),
          new Fact(PROMOS, List.of(Keyed.text("code"), Keyed.real("pct"))));

  private static final String[] TYPES = {"view", "click", "cart", "purchase", "refund", "share"};
  private static final String[] COUNTRIES = {"DE", "FR", "PL", "IT", "ES", "NL", "SE", "US"};
  private static final long FIRST_MICROS = 1_767_225_600_000_000L;

  private final FactTally events = new FactTally(FACTS.get(0));
  private final FactTally items = new FactTally(FACTS.get(1));
  private final FactTally promos = new FactTally(FACTS.get(2));

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Fact> facts() {
    return FACTS;
  }

  @Override
  public List<Checksums> checksums() {
    return List.of(events.checksums(), items.checksums(), promos.checksums());
  }

  @Override
  public void add(long id, JsonLine line) {
    long micros = FIRST_MICROS + id * 170_000 + Documents.random(id, 1) % 100_000;
    String type = TYPES[(int) (Documents.random(id, 2) % TYPES.length)];
    events.row(id).whole(id).whole(micros).text(type);
    line.raw("{\"id\":").whole(id).raw(",\"ts\":").quoted(Moments.text(micros));
    line.raw(",\"type\":").quoted(type);
    user(id, line);
    items(id, line);
    line.raw("}");
  }

  /** One in a hundred has none, one in twenty no place on the map. */
  private void user(long id, JsonLine line) {
    if (id % 100 == 0) {
      events.absent().absent().absent().absent().absent();
      return;
    }
    long uid = Documents.random(id, 3) % 1_000_000;
    String name = "user-" + uid + (uid % 7 == 0 ? " ☂" : "");
    events.whole(uid).text(name);
    line.raw(",\"user\":{\"uid\":").whole(uid).raw(",\"name\":").quoted(name);
    if (id % 20 == 0) {
      events.absent().absent().absent();
    } else {
      geo(id, line);
    }
    line.raw("}");
  }

  private void geo(long id, JsonLine line) {
    String country = COUNTRIES[(int) (Documents.random(id, 4) % COUNTRIES.length)];
    long lat = Documents.random(id, 5) % 1_800_000 - 900_000;
    long lon = Documents.random(id, 6) % 3_600_000 - 1_800_000;
    events.text(country).real(lat / 1e4).real(lon / 1e4);
    line.raw(",\"geo\":{\"country\":").quoted(country);
    line.raw(",\"lat\":").fraction(lat, 4).raw(",\"lon\":").fraction(lon, 4).raw("}");
  }

  private void items(long id, JsonLine line) {
    long count = Documents.random(id, 7) % 7;
    line.raw(",\"items\":[");
    for (long i = 0; i < count; i++) {
      item(id * PLACES + i, line.raw(i == 0 ? "" : ","));
    }
    line.raw("]");
  }

  private void item(long place, JsonLine line) {
    String sku = "SKU-" + (100_000 + Documents.random(place, 8) % 50_000);
    long quantity = 1 + Documents.random(place, 9) % 12;
    long price = 99 + Documents.random(place, 10) % 100_000;
    items.row(place).text(sku).whole(quantity).real(price / 1e2);
    line.raw("{\"sku\":").quoted(sku).raw(",\"qty\":").whole(quantity);
    line.raw(",\"price\":").fraction(price, 2);
    promos(place, line);
    line.raw("}");
  }

  /** One item in eight has an empty list, another one has no list. */
  private void promos(long item, JsonLine line) {
    long count = Documents.random(item, 11) % 8 - 1;
    if (count < 0) {
      return;
    }
    line.raw(",\"promos\":[");
    for (long j = 0; j < count; j++) {
      promo(item * PLACES + j, line.raw(j == 0 ? "" : ","));
    }
    line.raw("]");
  }

  private void promo(long place, JsonLine line) {
    String code = "P" + (1_000 + Documents.random(place, 12) % 200);
    long tenths = 5 + Documents.random(place, 13) % 500;
    promos.row(place).text(code).real(tenths / 1e1);
    line.raw("{\"code\":").quoted(code).raw(",\"pct\":").fraction(tenths, 1).raw("}");
  }
}
