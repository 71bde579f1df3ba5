// SPDX-License-Identifier: Apache-2.0
package dev.tributary.pipeline;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Chain;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.LoadId;
import dev.tributary.load.Position;
import dev.tributary.load.Staged;
import dev.tributary.load.TableName;
import dev.tributary.load.WriteMode;
import dev.tributary.load.WriteMode.Disposition;
import dev.tributary.state.PlainJson;
import dev.tributary.state.SchemaJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A load as the JSON text of its manifest, and back. */
final class ManifestJson {

  private static final long FORM = 1;
  private static final String GREATEST = "greatest";

  private ManifestJson() {}

  /**
   * @param notes what is known of the stream's fields, should the state store be lost
   * @param greatest times by table and column, for the checks of the next load
   */
  static String write(Load load, FieldNotes notes, Map<TableName, Map<String, Instant>> greatest) {
    Fields fields =
        Fields.of("form", FORM)
            .with("id", load.id().value())
            .with("number", load.id().number())
            .with("time", load.id().time().toString())
            .with("pipeline", load.chain().pipeline())
            .with("stream", load.chain().stream())
            .with("previous", load.previous().value())
            .with("from", load.from().fields())
            .with("to", load.to().fields())
            .with("parts", load.parts().stream().map(ManifestJson::part).toList())
            .with("notes", notes.toFields());
    return PlainJson.write(greatest.isEmpty() ? fields : fields.with(GREATEST, times(greatest)));
  }

  /** The greatest times that the load's checks found, by table and column. */
  static Map<TableName, Map<String, Instant>> greatest(String text) {
    Map<TableName, Map<String, Instant>> times = new LinkedHashMap<>();
    Fields tables = PlainJson.read(text).optionalFields(GREATEST).orElse(Fields.empty());
    for (String table : tables.names()) {
      Map<String, Instant> columns = new LinkedHashMap<>();
      Fields texts = tables.fields(table);
      texts.names().forEach(name -> columns.put(name, Instant.parse(texts.text(name))));
      times.put(new TableName(table), columns);
    }
    return times;
  }

  private static Fields times(Map<TableName, Map<String, Instant>> times) {
    Map<String, Fields> tables = new LinkedHashMap<>();
    times.forEach(
        (table, columns) -> {
          Map<String, String> texts = new LinkedHashMap<>();
          columns.forEach((name, time) -> texts.put(name, time.toString()));
          tables.put(table.value(), Fields.of(texts));
        });
    return Fields.of(tables);
  }

  /** What was known of the stream's fields; nothing in manifests of older versions. */
  static Optional<FieldNotes> notes(String text) {
    return PlainJson.read(text).optionalFields("notes").map(FieldNotes::of);
  }

  static Load read(String text) {
    Fields fields = PlainJson.read(text);
    if (fields.number("form") != FORM) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "The manifest of load " + fields.text("id") + " has form " + fields.number("form"),
          "Use the version of Tributary that wrote it, or a later one");
    }
    return new Load(
        new LoadId(fields.text("id")),
        new Chain(fields.text("pipeline"), fields.text("stream")),
        new LoadId(fields.text("previous")),
        new Position(fields.fields("from")),
        new Position(fields.fields("to")),
        fields.list("parts", Fields.class).stream().map(ManifestJson::part).toList());
  }

  static Fields staged(Staged staged) {
    return Fields.of("table", staged.table().value())
        .with("schema", SchemaJson.toFields(staged.schema()))
        .with("rows", staged.rows())
        .with("bytes", staged.bytes())
        .with("files", staged.files())
        .with("where", staged.where());
  }

  static Staged staged(Fields fields) {
    return new Staged(
        new TableName(fields.text("table")),
        SchemaJson.fromFields(fields.fields("schema")),
        fields.number("rows"),
        fields.number("bytes"),
        Math.toIntExact(fields.number("files")),
        fields.fields("where"));
  }

  static Fields mode(WriteMode mode) {
    return Fields.of("disposition", mode.disposition().name().toLowerCase(Locale.ROOT))
        .with("keys", mode.keys())
        .with("options", mode.options());
  }

  static WriteMode mode(Fields fields) {
    return new WriteMode(
        Disposition.valueOf(fields.text("disposition").toUpperCase(Locale.ROOT)),
        fields.list("keys", String.class),
        fields.fields("options"));
  }

  private static Fields part(Load.Part part) {
    Fields fields =
        Fields.of("table", part.table().value())
            .with("mode", mode(part.mode()))
            .with("schema", SchemaJson.toFields(part.schema()))
            .with("expected", part.expected().value())
            .with("version", part.version())
            .with("staged", part.staged().stream().map(ManifestJson::staged).toList())
            .with("receipt", part.receipt());
    return part.parent().map(parent -> fields.with("parent", parent.value())).orElse(fields);
  }

  private static Load.Part part(Fields fields) {
    List<Staged> staged =
        fields.list("staged", Fields.class).stream().map(ManifestJson::staged).toList();
    return new Load.Part(
        new TableName(fields.text("table")),
        mode(fields.fields("mode")),
        SchemaJson.fromFields(fields.fields("schema")),
        fields.optionalText("parent").map(TableName::new),
        new LoadId(fields.text("expected")),
        fields.text("version"),
        staged,
        fields.text("receipt"));
  }
}
