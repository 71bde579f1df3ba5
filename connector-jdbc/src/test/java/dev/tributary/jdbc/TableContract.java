// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import static dev.tributary.jdbc.Reading.by;
import static dev.tributary.tck.Batches.row;

import dev.tributary.source.Source;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.SourceContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;

/** What holds for every source, shown for a table that is read by the time of its rows. */
abstract class TableContract extends SourceContract {

  private TestServer server;
  private TestDatabase database;
  private LocalDateTime last = LocalDateTime.of(2024, 2, 28, 23, 59, 59, 123_456_000);

  abstract TestServer server();

  /** What the source is set to beside small batches. */
  Map<String, Object> settings() {
    return Map.of("splits", 3);
  }

  @BeforeEach
  void makeTable() {
    server = server();
    database = server.emptyDatabase();
    database.run(
        "CREATE TABLE orders (id BIGINT NOT NULL PRIMARY KEY, placed "
            + server.timestampType()
            + " NOT NULL, note VARCHAR(200), amount DECIMAL(12,4), ratio DOUBLE PRECISION,"
            + " due DATE, paid BOOLEAN)");
  }

  @Override
  protected Source newSource() {
    Map<String, Object> settings = new HashMap<>(settings());
    settings.put("batch-bytes", "300");
    return database.source(settings);
  }

  @Override
  protected StreamRequest request() {
    return by(server.named("orders"), server.named("placed"));
  }

  @Override
  protected long id(Map<String, Object> row) {
    return ((Number) row.get(server.named("id"))).longValue();
  }

  @Override
  protected void add(long... ids) {
    List<Map<String, Object>> orders = new ArrayList<>();
    for (long id : ids) {
      last = last.plusSeconds(1);
      orders.add(order(id));
    }
    insert(orders);
  }

  @Override
  protected void addAtBoundary(long... ids) {
    insert(LongStream.of(ids).mapToObj(this::order).toList());
  }

  @Override
  protected List<Map<String, Object>> addTypical() {
    BigDecimal much = new BigDecimal("99999999.9999");
    List<Map<String, Object>> orders =
        List.of(
            order(Long.MIN_VALUE, "", much, Double.MAX_VALUE, LocalDate.of(9999, 12, 31), true),
            order(
                Long.MAX_VALUE,
                "'Grüße', 世界 🎏",
                much.negate(),
                -1e-300,
                LocalDate.of(1, 1, 1),
                false),
            order(
                0, " two\nlines ", new BigDecimal("0.0000"), 0.0, LocalDate.of(1582, 10, 10), null),
            order(1, null, null, null, null, null));
    insert(orders);
    return orders;
  }

  /** Hides the table. */
  @Override
  protected Optional<Runnable> breakDown() {
    database.run("ALTER TABLE orders RENAME TO hidden");
    return Optional.of(() -> database.run("ALTER TABLE hidden RENAME TO orders"));
  }

  @Override
  protected long held() {
    return server.connections();
  }

  private Map<String, Object> order(
      long id, String note, BigDecimal amount, Double ratio, LocalDate due, Boolean paid) {
    return row(
        server.named("id"), id,
        server.named("placed"), last,
        server.named("note"), note,
        server.named("amount"), amount,
        server.named("ratio"), ratio,
        server.named("due"), due,
        server.named("paid"), paid);
  }

  private Map<String, Object> order(long id) {
    return order(id, "order " + id, new BigDecimal("12.5000"), 0.5, LocalDate.EPOCH, true);
  }

  private void insert(List<Map<String, Object>> orders) {
    database.run(
        "INSERT INTO orders VALUES "
            + orders.stream().map(TableContract::literals).collect(Collectors.joining(", ")));
  }

  private static String literals(Map<String, Object> order) {
    return order.values().stream()
        .map(TableContract::literal)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(Object value) {
    if (value instanceof LocalDateTime time) {
      return "'" + time.toString().replace('T', ' ') + "'";
    }
    return value instanceof String || value instanceof LocalDate
        ? "'" + value.toString().replace("'", "''") + "'"
        : String.valueOf(value);
  }
}
