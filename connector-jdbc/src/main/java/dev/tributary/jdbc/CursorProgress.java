// SPDX-License-Identifier: Apache-2.0
package dev.tributary.jdbc;

import dev.tributary.batch.Batch;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A read in the order of a cursor, which begins with the value where the last one ended. */
final class CursorProgress implements Progress {

  private final TableRef table;
  private final CursorColumns cursor;
  private final RowHash hash;
  private final boolean keyed;
  private final boolean unique;
  private final Optional<Boundary> start;
  private final Optional<Fields> seen;
  private final Optional<Known> known;
  private final List<String> unseen;
  private boolean looking;
  private Boundary met;
  private Optional<Boundary> boundary;

  /**
   * @param keyed whether rows of one cursor value have a fixed order
   * @param unique whether no two rows have the same cursor value
   * @param counted whether rows at the start come in order, so that those read before are passed
   * @param known which rows at the start are new, where they are too many to be listed
   * @param horizon what the round sees, to be kept beside its end
   */
  CursorProgress(
      TableRef table,
      CursorColumns cursor,
      RowHash hash,
      boolean keyed,
      boolean unique,
      boolean counted,
      Optional<Boundary> start,
      Optional<Known> known,
      Optional<Horizon> horizon) {
    this.table = table;
    this.cursor = cursor;
    this.hash = hash;
    this.keyed = keyed || horizon.isPresent();
    this.unique = unique;
    this.start = start;
    this.seen = horizon.map(Horizon::fields);
    this.known = known;
    this.boundary = known.isPresent() ? known.map(Known::old) : start;
    this.met = Boundary.at("");
    this.unseen = new ArrayList<>(start.map(Boundary::seen).orElse(List.of()));
    this.looking = start.isPresent() && !unique && !counted;
  }

  @Override
  public boolean looksForOldRows() {
    return looking;
  }

  @Override
  public boolean isOld(Batch row, Optional<String> raw) {
    String text = raw.orElseGet(() -> cursor.text(row, 0));
    if (!text.equals(start.orElseThrow().last())) {
      stopLooking();
      return false;
    }
    if (known.isEmpty()) {
      return unseen.remove(hash.of(row, 0));
    }
    met = met.with(hash.of(row, 0));
    return known.get().isOld(hash, row);
  }

  @Override
  public void advance(Batch batch, Optional<String> raw) {
    int last = batch.rows() - 1;
    String text = raw.orElseGet(() -> cursor.text(batch, last));
    if (unique) {
      boundary = Optional.of(Boundary.at(checked(text)));
      return;
    }
    int first = last;
    while (first > 0 && cursor.same(batch, first - 1, last)) {
      first--;
    }
    Boundary next = Boundary.at(checked(text));
    if (first == 0 && boundary.isPresent() && boundary.get().last().equals(text)) {
      next = boundary.get();
    }
    for (int row = first; row <= last; row++) {
      next = next.with(hash.of(batch, row));
    }
    boundary = Optional.of(checked(next));
  }

  @Override
  public void finish() {
    stopLooking();
  }

  @Override
  public Position position() {
    return boundary.map(at -> Positions.byCursor(cursor.name(), at, seen)).orElse(Position.START);
  }

  /** What was found out about the rows at the start must be true of those that came. */
  private void stopLooking() {
    if (looking && known.isPresent() && !met.sketched().equals(known.get().now().sketched())) {
      throw changed(table, cursor);
    }
    looking = false;
  }

  static TributaryException changed(TableRef table, CursorColumns cursor) {
    return invalid(
        table,
        cursor,
        "More than "
            + Boundary.SEEN_MAX
            + " rows carried the last value read, and too many of them are not the same any more",
        "Use a cursor that fewer rows share, or reset the stream's position and merge by key");
  }

  private Boundary checked(Boundary next) {
    if (!keyed && !next.isListed()) {
      throw invalid(
          table,
          cursor,
          "More than " + Boundary.SEEN_MAX + " rows carry the same value and there is no key",
          "Give the table a primary key, or use a cursor that fewer rows share");
    }
    return next;
  }

  private String checked(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > Boundary.TEXT_BYTES_MAX) {
      throw invalid(
          table,
          cursor,
          "A value takes more than " + Boundary.TEXT_BYTES_MAX + " bytes",
          "Use a cursor with shorter values");
    }
    return text;
  }

  private static TributaryException invalid(
      TableRef table, CursorColumns cursor, String what, String next) {
    return new TributaryException(
        ErrorCode.CURSOR_INVALID,
        "Cursor '" + cursor.name() + "' of " + table.stream() + ": " + what,
        next);
  }
}
