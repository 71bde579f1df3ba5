// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.schema.Field;
import dev.tributary.source.StreamInfo;
import dev.tributary.source.StreamStatistics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(
    name = "discover",
    sortOptions = false,
    description = "Lists the streams that the source has, with their keys, cursors and fields.")
final class DiscoverCommand extends JobCommand {

  DiscoverCommand(Console console) {
    super(console);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    List<StreamInfo> streams = pipeline.discover();
    List<String> lines = new ArrayList<>();
    streams.forEach(stream -> describe(stream, lines));
    lines.add(Plain.count(streams.size(), "stream"));
    return Answer.of(
        PlainValues.map("streams", streams.stream().map(DiscoverCommand::json).toList()),
        Plain.printableLines(String.join("\n", lines)));
  }

  private static void describe(StreamInfo stream, List<String> lines) {
    lines.add(stream.name());
    stream.parent().ifPresent(parent -> lines.add("  belongs to " + parent));
    if (!stream.key().isEmpty()) {
      lines.add("  key      " + String.join(", ", stream.key()));
    }
    if (!stream.cursors().isEmpty()) {
      List<String> cursors = stream.cursors().stream().map(it -> cursor(it, stream)).toList();
      lines.add("  cursors  " + String.join(", ", cursors));
    }
    size(stream.statistics()).ifPresent(size -> lines.add("  size     " + size));
    stream.schema().ifPresent(schema -> schema.fields().forEach(it -> lines.add(field(it))));
    lines.add("");
  }

  private static String cursor(String cursor, StreamInfo stream) {
    StreamStatistics.Range range = stream.statistics().ranges().get(cursor);
    return range == null ? cursor : cursor + " (" + range.least() + " to " + range.greatest() + ")";
  }

  private static Optional<String> size(StreamStatistics statistics) {
    List<String> parts = new ArrayList<>();
    statistics.rows().ifPresent(rows -> parts.add(Plain.count(rows, "row")));
    statistics.bytes().ifPresent(bytes -> parts.add(Plain.bytes(bytes)));
    return parts.isEmpty() ? Optional.empty() : Optional.of("about " + String.join(", ", parts));
  }

  private static Object ranges(StreamStatistics statistics) {
    Map<String, Object> ranges = new LinkedHashMap<>();
    statistics
        .ranges()
        .forEach(
            (cursor, range) ->
                ranges.put(
                    cursor, PlainValues.map("least", range.least(), "greatest", range.greatest())));
    return ranges;
  }

  private static String field(Field field) {
    return "  - " + field.name() + " " + field.type() + (field.required() ? " required" : "");
  }

  private static Object json(StreamInfo stream) {
    return PlainValues.map(
        "name", stream.name(),
        "key", stream.key(),
        "cursors", stream.cursors(),
        "rows", stream.statistics().rows().orElse(null),
        "bytes", stream.statistics().bytes().orElse(null),
        "ranges", ranges(stream.statistics()),
        "parent", stream.parent().orElse(null),
        "schema", stream.schema().map(PlainValues::schema).orElse(null));
  }
}
