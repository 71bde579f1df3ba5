// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import dev.tributary.load.Fields;
import dev.tributary.load.Load;
import dev.tributary.load.Staged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.SortOrderParser;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.JsonUtil;

/**
 * Data files as {@link Staged#where()} keeps them: Iceberg's own JSON of each, with its metrics,
 * and the schema, the partition spec and the sort order that they were written with. Enough to
 * commit them without opening one. The spec may be one that the table gets only later; then it is
 * found again by what it says, because the table numbers its specs itself.
 */
final class StagedFiles {

  private static final long VERSION = 1;
  private static final String SPEC = "spec";
  private static final String ORDER = "sort-order";

  private StagedFiles() {}

  static Fields where(Schema schema, FileLayout layout, List<DataFile> files) {
    PartitionSpec spec = layout.spec();
    List<String> texts = files.stream().map(file -> ContentFileParser.toJson(file, spec)).toList();
    Fields where =
        Fields.empty()
            .with("version", VERSION)
            .with("schema", SchemaParser.toJson(schema))
            .with(SPEC, PartitionSpecParser.toJson(spec))
            .with("files", texts);
    return layout.order().isUnsorted()
        ? where
        : where.with(ORDER, SortOrderParser.toJson(layout.order()));
  }

  /** The schema, with field ids, of the staged files. */
  static Schema schema(Staged staged) {
    return SchemaParser.fromJson(staged.where().text("schema"));
  }

  static List<String> locations(Staged staged) {
    return staged.where().list("files", String.class).stream()
        .map(text -> json(text).get("file-path").asText())
        .toList();
  }

  /** Whether a table of this schema, with these specs, takes the files as they are. */
  static boolean fit(Staged staged, Schema schema, Map<Integer, PartitionSpec> specs) {
    return staged.files() == 0
        || (FieldIds.fit(schema(staged), schema)
            && (!staged.where().has(SPEC)
                || spec(staged, schema).flatMap(own -> among(own, specs)).isPresent()));
  }

  /**
   * All files of one part of a load.
   *
   * @throws TributaryException {@code TABLE_CHANGED} when they do not fit the table's columns
   */
  static List<DataFile> files(Load.Part part, TableMetadata table) {
    List<DataFile> files = new ArrayList<>();
    for (Staged staged : part.staged()) {
      if (!fit(staged, table.schema(), table.specsById())) {
        throw new TributaryException(
            ErrorCode.TABLE_CHANGED,
            "The columns or partitions of table '"
                + part.table()
                + "' changed after rows were staged for it",
            "Run again to stage the rows anew");
      }
      if (staged.files() > 0) {
        files.addAll(files(staged, table));
      }
    }
    return files;
  }

  private static List<DataFile> files(Staged staged, TableMetadata table) {
    List<String> texts = staged.where().list("files", String.class);
    if (!staged.where().has(SPEC)) {
      return texts.stream().map(text -> file(json(text), table.specsById())).toList();
    }
    PartitionSpec own = spec(staged, table.schema()).orElseThrow();
    PartitionSpec spec = among(own, table.specsById()).orElseThrow();
    Optional<SortOrder> order = order(staged, table);
    return texts.stream()
        .map(text -> file(numbered(json(text), own), Map.of(own.specId(), own)))
        .map(file -> placed(file, spec, order))
        .toList();
  }

  /** The file with the table's numbers for its spec and its order. */
  private static DataFile placed(DataFile file, PartitionSpec spec, Optional<SortOrder> order) {
    boolean sorted = file.sortOrderId() != null && file.sortOrderId() != 0;
    return DataFiles.builder(spec)
        .copy(file)
        .withSortOrder(order.filter(each -> sorted).orElse(SortOrder.unsorted()))
        .build();
  }

  /** Empty when the schema does not have the columns. */
  private static Optional<PartitionSpec> spec(Staged staged, Schema schema) {
    try {
      return Optional.of(PartitionSpecParser.fromJson(schema, staged.where().text(SPEC)));
    } catch (ValidationException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private static Optional<PartitionSpec> among(
      PartitionSpec own, Map<Integer, PartitionSpec> specs) {
    PartitionSpec same = specs.get(own.specId());
    return same != null && isSame(own, same)
        ? Optional.of(same)
        : specs.values().stream().filter(each -> isSame(own, each)).findFirst();
  }

  private static boolean isSame(PartitionSpec a, PartitionSpec b) {
    if (a.fields().size() != b.fields().size()) {
      return false;
    }
    for (int i = 0; i < a.fields().size(); i++) {
      if (a.fields().get(i).sourceId() != b.fields().get(i).sourceId()
          || !a.fields()
              .get(i)
              .transform()
              .toString()
              .equals(b.fields().get(i).transform().toString())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<SortOrder> order(Staged staged, TableMetadata table) {
    if (!staged.where().has(ORDER)) {
      return Optional.empty();
    }
    SortOrder own = SortOrderParser.fromJson(table.schema(), staged.where().text(ORDER));
    return table.sortOrders().stream().filter(each -> each.sameOrder(own)).findFirst();
  }

  /** Iceberg writes NaN and infinity as text, which it then does not read as a number. */
  private static JsonNode numbered(JsonNode file, PartitionSpec spec) {
    if (file.get("partition") instanceof ArrayNode partition) {
      for (int i = 0; i < partition.size(); i++) {
        JsonNode value = partition.get(i);
        if (isBroken(spec.partitionType().fields().get(i)) && value.isTextual()) {
          partition.set(i, DoubleNode.valueOf(Double.parseDouble(value.asText())));
        }
      }
    }
    return file;
  }

  private static boolean isBroken(Types.NestedField field) {
    return field.type().typeId() == Type.TypeID.FLOAT
        || field.type().typeId() == Type.TypeID.DOUBLE;
  }

  private static DataFile file(JsonNode json, Map<Integer, PartitionSpec> specs) {
    try {
      return (DataFile) ContentFileParser.fromJson(json, specs);
    } catch (IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JsonUtil.mapper().readTree(text);
    } catch (java.io.IOException e) {
      throw unreadable(e);
    }
  }

  private static TributaryException unreadable(Exception cause) {
    return new TributaryException(
        ErrorCode.STATE_UNREADABLE,
        "A staged file cannot be understood",
        "Check that it was staged by this version of Tributary or an earlier one",
        cause);
  }
}
