// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.util.JsonUtil;

/**
 * Data files as {@link Staged#where()} keeps them: Iceberg's own JSON of each, with its metrics,
 * and the schema with the field ids that the files use. Enough to commit them without opening one.
 */
final class StagedFiles {

  private static final long VERSION = 1;

  private StagedFiles() {}

  static Fields where(Schema schema, PartitionSpec spec, List<DataFile> files) {
    List<String> texts = files.stream().map(file -> ContentFileParser.toJson(file, spec)).toList();
    return Fields.empty()
        .with("version", VERSION)
        .with("schema", SchemaParser.toJson(schema))
        .with("files", texts);
  }

  /** The schema, with field ids, of the staged files. */
  static Schema schema(Staged staged) {
    return SchemaParser.fromJson(staged.where().text("schema"));
  }

  static List<DataFile> files(Staged staged, Map<Integer, PartitionSpec> specs) {
    List<DataFile> files = new ArrayList<>();
    for (String text : staged.where().list("files", String.class)) {
      files.add(file(text, specs));
    }
    return files;
  }

  /**
   * All files of one part of a load.
   *
   * @throws TributaryException {@code TABLE_CHANGED} when they do not fit the table's columns
   */
  static List<DataFile> files(Load.Part part, TableMetadata table) {
    List<DataFile> files = new ArrayList<>();
    for (Staged staged : part.staged()) {
      if (staged.files() > 0 && !FieldIds.fit(schema(staged), table.schema())) {
        throw new TributaryException(
            ErrorCode.TABLE_CHANGED,
            "The columns of table '" + part.table() + "' changed after rows were staged for it",
            "Run again to stage the rows anew");
      }
      files.addAll(files(staged, table.specsById()));
    }
    return files;
  }

  private static DataFile file(String text, Map<Integer, PartitionSpec> specs) {
    try {
      JsonNode json = JsonUtil.mapper().readTree(text);
      return (DataFile) ContentFileParser.fromJson(json, specs);
    } catch (java.io.IOException | IllegalArgumentException e) {
      throw new TributaryException(
          ErrorCode.STATE_UNREADABLE,
          "A staged file cannot be understood",
          "Check that it was staged by this version of Tributary or an earlier one",
          e);
    }
  }
}
