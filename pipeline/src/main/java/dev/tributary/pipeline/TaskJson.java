// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.config.Config;
import dev.tributary.config.Settings;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.evolution.Nesting;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.TableName;
import dev.tributary.pipeline.Task.Reached;
import dev.tributary.pipeline.Task.SplitAt;
import dev.tributary.schema.Schema;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.Round.Cut;
import dev.tributary.source.SourceProvider;
import dev.tributary.source.Split;
import dev.tributary.source.StreamRequest;
import dev.tributary.state.PlainJson;
import dev.tributary.state.SchemaJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tasks and their results as JSON text, and back. */
final class TaskJson {

  private static final long FORM = 1;

  private TaskJson() {}

  /** A task, and from what its source and sink are made. */
  record Remote(Task task, Plugged plugged) {}

  static String write(Task task, Plugged plugged) {
    return PlainJson.write(
        Fields.of("form", FORM)
            .with("source", part(plugged.source().name(), plugged.sourceConfig()))
            .with("sink", part(plugged.sink().name(), plugged.sinkConfig()))
            .with("pipeline", task.chain().pipeline())
            .with("load", task.load().value())
            .with("request", request(task.request()))
            .with("splits", task.splits().stream().map(TaskJson::splitAt).toList())
            .with("anchor", task.anchor().value())
            .with("targets", targets(task.targets()))
            .with("mode", ManifestJson.mode(task.mode()))
            .with("table-settings", task.tableSettings().reveal())
            .with("load-id-column", task.intake().systemColumns().loadId())
            .with("loaded-at-column", task.intake().systemColumns().loadedAt())
            .with("arrival-column", task.intake().systemColumns().arrival().stream().toList())
            .with("validity", validity(task.intake().systemColumns().validity()))
            .with("names", FieldNotes.names(task.intake().names()))
            .with("key", task.intake().key())
            .with("nesting", task.intake().nesting().toFields())
            .with("declaration", task.intake().declaration().reveal())
            .with("contract", task.intake().contract().toFields())
            .with("quarantined", task.intake().quarantined())
            .with("replayed", task.intake().replayed())
            .with("cut", task.cut().name())
            .with("rows-max", task.rowsMax())
            .with("ordinal", task.ordinal())
            .with("attempt", task.attempt()));
  }

  static Remote read(String text, Plugins plugins) {
    Fields fields = formed(text, "task");
    SourceProvider source = plugins.source(fields.fields("source").text("type"));
    SinkProvider sink = plugins.sink(fields.fields("sink").text("type"));
    Fields request = fields.fields("request");
    Task task =
        new Task(
            new Chain(fields.text("pipeline"), request.text("stream")),
            new LoadId(fields.text("load")),
            request(request, source),
            fields.list("splits", Fields.class).stream().map(TaskJson::splitAt).toList(),
            new TableName(fields.text("anchor")),
            targets(fields.list("targets", Fields.class)),
            ManifestJson.mode(fields.fields("mode")),
            config(sink.tableSettings(), fields.fields("table-settings")),
            new Intake(
                new SystemColumns(
                    fields.text("load-id-column"),
                    fields.text("loaded-at-column"),
                    fields.list("arrival-column", String.class).stream().findFirst(),
                    fields.list("validity", Fields.class).stream()
                        .findFirst()
                        .map(TaskJson::validity)),
                fields.list("key", String.class),
                Declaration.from(fields.fields("declaration")),
                FieldNotes.names(fields.list("names", Fields.class)),
                Nesting.fromFields(fields.fields("nesting")),
                Contract.from(fields.fields("contract")),
                fields.flag("quarantined"),
                fields.flag("replayed")),
            Cut.valueOf(fields.text("cut")),
            fields.number("rows-max"),
            Math.toIntExact(fields.number("ordinal")),
            Math.toIntExact(fields.number("attempt")));
    return new Remote(
        task,
        new Plugged(
            source,
            config(source.settings(), fields.fields("source").fields("settings")),
            sink,
            config(sink.settings(), fields.fields("sink").fields("settings"))));
  }

  static String write(TaskResult result) {
    return PlainJson.write(
        Fields.of("form", FORM)
            .with("staged", result.staged().stream().map(ManifestJson::staged).toList())
            .with("reached", result.reached().stream().map(TaskJson::reached).toList())
            .with("seen", seen(result.seen()))
            .with("came", SchemaJson.toFields(result.came().joined()))
            .with("came-names", SchemaJson.toFields(result.came().names()))
            .with("rows", result.tally().rows())
            .with("quarantined", result.tally().quarantined())
            .with("discarded", result.tally().discarded()));
  }

  static TaskResult result(String text) {
    Fields fields = formed(text, "task result");
    return new TaskResult(
        fields.list("staged", Fields.class).stream().map(ManifestJson::staged).toList(),
        fields.list("reached", Fields.class).stream()
            .map(
                each ->
                    new Reached(
                        split(each.fields("split")),
                        new Position(each.fields("position")),
                        each.flag("finished")))
            .toList(),
        new Tally(fields.number("rows"), fields.number("quarantined"), fields.number("discarded")),
        seen(fields.fields("seen")),
        came(fields));
  }

  private static Came came(Fields fields) {
    Came joined = Came.NOTHING.plus(SchemaJson.fromFields(fields.fields("came")));
    return fields
        .optionalFields("came-names")
        .map(names -> new Came(joined.joined(), SchemaJson.fromFields(names)))
        .orElse(joined);
  }

  private static Fields seen(Map<TableName, Set<String>> seen) {
    Map<String, List<String>> tables = new LinkedHashMap<>();
    seen.forEach((table, paths) -> tables.put(table.value(), List.copyOf(paths)));
    return Fields.of(tables);
  }

  private static Map<TableName, Set<String>> seen(Fields fields) {
    Map<TableName, Set<String>> seen = new LinkedHashMap<>();
    for (String table : fields.names()) {
      seen.put(new TableName(table), new LinkedHashSet<>(fields.list(table, String.class)));
    }
    return seen;
  }

  private static Fields formed(String text, String what) {
    Fields fields = PlainJson.read(text);
    if (fields.number("form") != FORM) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "A " + what + " has form " + fields.number("form") + ", not " + FORM,
          "Use one version of Tributary in all processes of a run");
    }
    return fields;
  }

  private static List<Fields> validity(Optional<Validity> validity) {
    return validity.stream()
        .map(
            each ->
                Fields.of("from", each.from())
                    .with("to", each.to())
                    .with("content", each.content()))
        .toList();
  }

  private static Validity validity(Fields fields) {
    return new Validity(fields.text("from"), fields.text("to"), fields.flag("content"));
  }

  private static Fields part(String type, Config config) {
    return Fields.of("type", type).with("settings", config.reveal());
  }

  private static Config config(Settings settings, Fields values) {
    return settings.read("task", plain(values));
  }

  /** Settings are read from maps and lists, as a job file has them. */
  private static Map<String, Object> plain(Fields fields) {
    Map<String, Object> map = new LinkedHashMap<>();
    fields
        .asMap()
        .forEach(
            (name, value) -> map.put(name, value instanceof Fields nested ? plain(nested) : value));
    return map;
  }

  private static Fields request(StreamRequest request) {
    Fields fields =
        Fields.of("stream", request.stream())
            .with("key", request.key())
            .with("settings", request.settings().reveal());
    return request.cursor().map(cursor -> fields.with("cursor", cursor)).orElse(fields);
  }

  private static StreamRequest request(Fields fields, SourceProvider source) {
    Optional<String> cursor = fields.optionalText("cursor");
    return new StreamRequest(
        fields.text("stream"),
        cursor,
        fields.list("key", String.class),
        config(source.streamSettings(), fields.fields("settings")));
  }

  private static Fields split(Split split) {
    return Fields.of("ordinal", split.ordinal())
        .with("fields", split.fields())
        .with("weight", split.weight());
  }

  private static Split split(Fields fields) {
    return new Split(
        Math.toIntExact(fields.number("ordinal")),
        fields.fields("fields"),
        fields.number("weight"));
  }

  private static Fields splitAt(SplitAt splitAt) {
    return Fields.of("split", split(splitAt.split())).with("at", splitAt.at().fields());
  }

  private static SplitAt splitAt(Fields fields) {
    return new SplitAt(split(fields.fields("split")), new Position(fields.fields("at")));
  }

  private static Fields reached(Reached reached) {
    return Fields.of("split", split(reached.split()))
        .with("position", reached.position().fields())
        .with("finished", reached.finished());
  }

  private static List<Fields> targets(Map<TableName, Schema> targets) {
    List<Fields> all = new ArrayList<>();
    targets.forEach(
        (table, schema) ->
            all.add(Fields.of("table", table.value()).with("schema", SchemaJson.toFields(schema))));
    return all;
  }

  private static Map<TableName, Schema> targets(List<Fields> targets) {
    Map<TableName, Schema> all = new LinkedHashMap<>();
    for (Fields each : targets) {
      all.put(new TableName(each.text("table")), SchemaJson.fromFields(each.fields("schema")));
    }
    return all;
  }
}
