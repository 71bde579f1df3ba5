// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import dev.tributary.tck.Batches;
import dev.tributary.tck.Reads;
import dev.tributary.tck.SourceContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesSourceTest extends SourceContract {

  private static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");

  @TempDir Path temporary;
  private Path folder;
  private int files;

  @BeforeEach
  void makeAnEmptyStream() throws IOException {
    folder = Files.createDirectory(temporary.resolve("in"));
    write("");
  }

  @Override
  protected Source newSource() {
    return source("64", "100");
  }

  @Override
  protected StreamRequest request() {
    return stream(Map.of());
  }

  @Override
  protected void add(long... ids) {
    StringBuilder lines = new StringBuilder();
    for (long id : ids) {
      lines.append("{\"id\":").append(id).append("}\n");
    }
    write(lines.toString());
  }

  @Override
  protected List<Map<String, Object>> addTypical() {
    write(
        "{\"id\":1,\"t\":\"\",\"x\":1.5}\n{\"id\":9223372036854775807,\"t\":\"Grün 🦆\"}\n"
            + "{\"id\":-9223372036854775808,\"x\":4.9e-324,\"t\":\"\\u0000\"}");
    return List.of(
        Batches.row("id", 1L, "t", "", "x", 1.5),
        Batches.row("id", Long.MAX_VALUE, "t", "Grün 🦆", "x", null),
        Batches.row("id", Long.MIN_VALUE, "t", "\0", "x", 4.9e-324));
  }

  @Override
  protected Optional<Runnable> breakDown() {
    Path away = temporary.resolve("away");
    move(folder, away);
    return Optional.of(() -> move(away, folder));
  }

  @Override
  protected long held() {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(this::leadsHere).count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void oneFileOfLinesIsSharedByItsBytesHoweverTheyAreCut() {
    StringBuilder lines = new StringBuilder();
    List<Long> ids = new ArrayList<>();
    for (long i = 0; i < 60; i++) {
      ids.add(i);
      lines.append("{\"id\":").append(i).append(",\"t\":\"").append("ü".repeat((int) i % 7));
      lines.append(i % 5 == 0 ? "\"}\r\n\n" : "\"}\n");
    }
    write(lines.toString().stripTrailing());
    for (int bytes = 1; bytes < 200; bytes += 7) {
      try (Source source = source("" + bytes, "1MB")) {
        assertThat(ids(new Reads(source, request()).from(Position.START).rows()))
            .as("splits of " + bytes + " bytes")
            .isEqualTo(ids);
      }
    }
  }

  @Test
  void aBadLineIsRefusedWithItsFileAndPlaceAndCanBeReadAgain() {
    write("{\"id\":1}\n{\"id\":\n{\"id\":2}\n");
    List<RefusedRow> refused = new ArrayList<>();
    try (Source source = source("64MB", "1MB");
        Round round = source.plan(request(), Position.START)) {
      for (Split split : round.splits()) {
        try (SplitReader reader = source.open(request(), split, Position.START)) {
          while (reader.next() != null) {
            refused.addAll(reader.refused());
          }
          refused.addAll(reader.refused());
        }
      }
      assertThat(refused).extracting(RefusedRow::place).containsExactly("lines-2.ndjson:2");
      RefusedRow mended =
          new RefusedRow(refused.get(0).code(), refused.get(0).place(), "", "{\"id\":3}");
      try (SplitReader again = source.reread(request(), List.of(mended))) {
        assertThat(again.next().toMaps()).containsExactly(Map.of("id", 3L));
        assertThat(again.next()).isNull();
      }
    }
  }

  @Test
  void documentsAreReadWholeAndGoOnInTheMiddle() throws IOException {
    Files.writeString(
        folder.resolve("docs.json"), "{\"data\":[{\"id\":1},{\"id\":2},\n{\"id\":3}]}");
    StreamRequest docs =
        new StreamRequest(
            "docs", Optional.empty(), List.of(), config(Map.of("record-path", "data")));
    try (Source source = source("4", "1");
        Round round = source.plan(docs, Position.START)) {
      assertThat(round.splits()).hasSize(1);
      Reads reads = new Reads(source, docs);
      Reads.Result first = reads.batches(round.splits().get(0), Position.START, 1);
      assertThat(ids(first.rows())).containsExactly(1L);
      assertThat(ids(reads.split(round.splits().get(0), first.position()).rows()))
          .containsExactly(2L, 3L);
    }
  }

  @Test
  void aRecordPathIntoLinesIsASettingToCorrect() {
    add(1);
    StreamRequest lines = stream(Map.of("record-path", "data"));
    try (Source source = newSource()) {
      TributaryException error =
          catchThrowableOfType(
              TributaryException.class, () -> new Reads(source, lines).from(Position.START));
      assertThat(error.code()).isEqualTo(ErrorCode.SETTING_INVALID);
      assertThat(error).hasMessageContaining("record-path");
    }
  }

  @Test
  void streamsAreDiscoveredByTheNamesOfFiles() throws IOException {
    for (String name : List.of("orders.json", "orders-2024.jsonl", "order_items.ndjson", "x.csv")) {
      Files.writeString(folder.resolve(name), "");
    }
    try (Source source = newSource()) {
      assertThat(source.discover())
          .extracting(StreamInfo::name)
          .containsExactly("lines", "order_items", "orders");
    }
  }

  @Test
  void aPatternReachesIntoFolders() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/b/c.log"), "{\"id\":8}");
    try (Source source = newSource()) {
      StreamRequest logs = stream(Map.of("pattern", "a/**.log"));
      assertThat(ids(new Reads(source, logs).from(Position.START).rows())).containsExactly(8L);
    }
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "{\"id\":1}");
    Files.createSymbolicLink(folder.resolve("lines-99.ndjson"), secret);

    assertThat(failure(Position.START).code()).isEqualTo(ErrorCode.ACCESS_DENIED);
  }

  @Test
  void aSplitThatNamesAFileOutsideIsRefused() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret"), "{\"id\":1}");
    SeenFile seen = new SeenFile("../" + secret.getFileName(), 8, 0);
    Split split = new Split(0, seen.fields().with("from", 0).with("to", 8), 8);
    try (Source source = newSource()) {
      TributaryException error =
          catchThrowableOfType(
              TributaryException.class, () -> source.open(request(), split, Position.START));
      assertThat(error.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
    }
  }

  @Test
  void aFileThatChangedAfterItWasReadIsAnError() throws IOException {
    add(1, 2);
    Position end = reads(Position.START).position();
    Files.writeString(folder.resolve("lines-2.ndjson"), "{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");

    TributaryException error = failure(end);

    assertThat(error.code()).isEqualTo(ErrorCode.POSITION_UNKNOWN);
    assertThat(error).hasMessageContaining("lines-2.ndjson");
  }

  @Test
  void aFileThatChangesWhileItIsReadIsAnError() throws IOException {
    add(1, 2);
    try (Source source = newSource();
        Round round = source.plan(request(), Position.START)) {
      Split split = round.splits().get(1);
      SplitReader reader = source.open(request(), split, Position.START);
      reader.next();
      Files.writeString(folder.resolve("lines-2.ndjson"), "{\"id\":7}\n");
      TributaryException error =
          catchThrowableOfType(
              TributaryException.class,
              () -> {
                while (reader.next() != null) {}
              });
      assertThat(error.code()).isEqualTo(ErrorCode.SOURCE_UNAVAILABLE);
      reader.close();
    }
  }

  @Test
  void thousandsOfFilesAreReadOnceAndThePositionStaysSmall() {
    for (long i = 0; i < 1_000; i++) {
      add(i);
    }
    Reads.Result all = reads(Position.START);
    add(1_000);

    assertThat(all.rows()).hasSize(1_000);
    assertThat(all.position().toString().length()).isLessThan(3_800);
    assertThat(ids(reads(all.position()).rows())).containsExactly(1_000L);
  }

  @Test
  void aFileThatIsOlderThanWhatIsRememberedIsAnErrorAndNotLost() throws IOException {
    for (long i = 0; i < 200; i++) {
      add(i);
    }
    Position end = reads(Position.START).position();
    Path late = Files.writeString(folder.resolve("lines-0-late.ndjson"), "{\"id\":7}");
    Files.setLastModifiedTime(late, FileTime.from(BEGINNING));

    assertThat(failure(end).code()).isEqualTo(ErrorCode.POSITION_UNKNOWN);
  }

  @Test
  void aLateFileAmongTheLastOnesIsFound() throws IOException {
    for (long i = 0; i < 200; i++) {
      add(i);
    }
    Position end = reads(Position.START).position();
    Path late = Files.writeString(folder.resolve("lines-0-late.ndjson"), "{\"id\":777}");
    Files.setLastModifiedTime(late, FileTime.from(BEGINNING.plusSeconds(195)));

    assertThat(ids(reads(end).rows())).containsExactly(777L);
  }

  private Reads.Result reads(Position from) {
    try (Source source = newSource()) {
      return new Reads(source, request()).from(from);
    }
  }

  private TributaryException failure(Position from) {
    return catchThrowableOfType(TributaryException.class, () -> reads(from));
  }

  private List<Long> ids(List<Map<String, Object>> rows) {
    return rows.stream().map(this::id).toList();
  }

  private Source source(String splitBytes, String batchBytes) {
    Map<String, Object> settings =
        Map.of("path", folder.toString(), "split-bytes", splitBytes, "batch-bytes", batchBytes);
    FilesSourceProvider provider = new FilesSourceProvider();
    return provider.create(provider.settings().read("source", settings), Context.standard());
  }

  private static StreamRequest stream(Map<String, Object> settings) {
    return new StreamRequest("lines", Optional.empty(), List.of(), config(settings));
  }

  private static Config config(Map<String, Object> settings) {
    return new FilesSourceProvider().streamSettings().read("stream", settings);
  }

  /** Writes the next file, whose time is a second after the one before. */
  private void write(String lines) {
    try {
      Path file = folder.resolve("lines-" + ++files + ".ndjson");
      Files.write(file, lines.getBytes(StandardCharsets.UTF_8));
      Files.setLastModifiedTime(file, FileTime.from(BEGINNING.plusSeconds(files)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean leadsHere(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(temporary);
    } catch (IOException e) {
      return false;
    }
  }
}
