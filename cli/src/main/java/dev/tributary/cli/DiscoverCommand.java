// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.pipeline.Pipeline;
import dev.tributary.schema.Field;
import dev.tributary.source.StreamInfo;
import java.util.ArrayList;
import java.util.List;
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
      lines.add("  cursors  " + String.join(", ", stream.cursors()));
    }
    stream.schema().ifPresent(schema -> schema.fields().forEach(it -> lines.add(field(it))));
    lines.add("");
  }

  private static String field(Field field) {
    return "  - " + field.name() + " " + field.type() + (field.required() ? " required" : "");
  }

  private static Object json(StreamInfo stream) {
    return PlainValues.map(
        "name", stream.name(),
        "key", stream.key(),
        "cursors", stream.cursors(),
        "parent", stream.parent().orElse(null),
        "schema", stream.schema().map(PlainValues::schema).orElse(null));
  }
}
