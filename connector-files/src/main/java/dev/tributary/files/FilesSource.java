// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.formats.JsonOptions;
import dev.tributary.formats.JsonReader;
import dev.tributary.load.Fields;
import dev.tributary.load.Position;
import dev.tributary.source.RefusedRow;
import dev.tributary.source.Round;
import dev.tributary.source.Source;
import dev.tributary.source.Split;
import dev.tributary.source.SplitReader;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON files of one folder. Thread-safe. */
final class FilesSource implements Source {

  private final FilesSettings settings;
  private final Folder folder;

  FilesSource(FilesSettings settings) {
    this.settings = settings;
    this.folder = new Folder(settings.path());
  }

  @Override
  public void check(StreamRequest stream) {
    describe(stream);
  }

  @Override
  public List<StreamInfo> discover() {
    return folder.files(file -> FileNames.stream(file).isPresent()).stream()
        .map(file -> FileNames.stream(Path.of(file.name())))
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .map(StreamInfo::named)
        .toList();
  }

  @Override
  public StreamInfo describe(StreamRequest stream) {
    if (files(stream).isEmpty()) {
      throw new TributaryException(
          ErrorCode.STREAM_NOT_FOUND,
          "No file in '" + settings.path() + "' belongs to stream '" + stream.stream() + "'",
          "Check the folder, and the stream's name or pattern");
    }
    return StreamInfo.named(stream.stream());
  }

  @Override
  public Round plan(StreamRequest stream, Position from) {
    List<SeenFile> unread = Ledger.of(from).unread(files(stream));
    boolean more = unread.size() > Ledger.FILES_MAX;
    Splits splits =
        new Splits(folder, StreamSettings.from(stream.settings()), settings.splitBytes());
    unread.stream().limit(Ledger.FILES_MAX).forEach(splits::add);
    return new FilesRound(splits.all(), more);
  }

  @Override
  public SplitReader open(StreamRequest stream, Split split, Position at) {
    SeenFile file = SeenFile.of(split.fields());
    StreamSettings of = StreamSettings.from(stream.settings());
    JsonOptions options = of.options(of.formatOf(file.name()), settings.batchBytes());
    try {
      JsonReader reader = reader(file, split.fields(), options);
      return new FileReader(
          at.isStart() ? reader : reader.from(at.fields().number("at")), () -> folder.same(file));
    } catch (IOException e) {
      throw Folder.unavailable("Opening '" + file.name() + "'", e);
    }
  }

  @Override
  public Position join(StreamRequest stream, Position from, Map<Split, Position> reached) {
    if (reached.isEmpty()) {
      return from;
    }
    Set<SeenFile> read = new LinkedHashSet<>();
    reached.keySet().forEach(split -> read.add(SeenFile.of(split.fields())));
    return Ledger.of(from).with(read);
  }

  @Override
  public SplitReader reread(StreamRequest stream, List<RefusedRow> rows) {
    JsonOptions options = StreamSettings.from(stream.settings()).json();
    return new FileReader(JsonReader.again(rows, options), () -> {});
  }

  @Override
  public void close() {}

  private List<SeenFile> files(StreamRequest stream) {
    Optional<String> pattern = StreamSettings.from(stream.settings()).pattern();
    return folder.files(FileNames.of(stream.stream(), pattern));
  }

  private JsonReader reader(SeenFile file, Fields range, JsonOptions options) throws IOException {
    LineRange lines = LineRange.of(folder.same(file), range.number("from"), range.number("to"));
    return lines.start() == 0
        ? JsonReader.of(file.name(), lines, options)
        : JsonReader.within(file.name(), lines, options, lines.start());
  }

  /** Files that were not read; a position stands only behind all of them. */
  private record FilesRound(List<Split> splits, boolean more) implements Round {}
}
