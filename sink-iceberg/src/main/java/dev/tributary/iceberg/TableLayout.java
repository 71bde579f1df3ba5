// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types;

/**
 * What a stream's settings say about how its table is laid out. Whatever they do not speak of stays
 * as the table has it. Immutable.
 *
 * @param columnComments by the columns' paths
 */
record TableLayout(
    Optional<List<LayoutTerm>> partitionBy,
    Optional<List<SortTerm>> sortBy,
    LayoutProperties properties,
    Map<String, String> columnComments) {

  static final String PARTITION_BY = "partition-by";

  private static final TableLayout NONE =
      new TableLayout(Optional.empty(), Optional.empty(), LayoutProperties.NONE, Map.of());

  /**
   * Understands a stream's settings.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}
   */
  static TableLayout of(Config settings) {
    if (settings.equals(Config.none())) {
      return NONE;
    }
    Optional<List<LayoutTerm>> partitionBy =
        settings
            .find(LayoutSettings.PARTITION_BY)
            .map(texts -> texts.stream().map(TableLayout::partition).toList());
    Optional<List<SortTerm>> sortBy =
        settings
            .find(LayoutSettings.SORT_BY)
            .map(texts -> texts.stream().map(SortTerm::parse).toList());
    Map<String, String> comments = new LinkedHashMap<>();
    settings
        .find(LayoutSettings.COLUMN_COMMENTS)
        .orElse(Map.of())
        .forEach((column, comment) -> comments.put(column, text(comment)));
    return new TableLayout(partitionBy, sortBy, LayoutProperties.of(settings), comments);
  }

  private static LayoutTerm partition(String text) {
    return LayoutTerm.parse(PARTITION_BY, text);
  }

  private static String text(Secret comment) {
    return comment.reveal();
  }

  /**
   * Refuses what the table cannot have.
   *
   * @throws dev.tributary.error.TributaryException {@code SETTING_INVALID}
   */
  void check(String table, Schema schema) {
    partitionBy.orElse(List.of()).forEach(term -> term.check(table, PARTITION_BY, schema));
    sortBy.orElse(List.of()).forEach(term -> term.term().check(table, SortTerm.SETTING, schema));
    properties.check(table, schema);
    columnComments
        .keySet()
        .forEach(
            column ->
                LayoutTerm.checkColumn(
                    table, LayoutSettings.COLUMN_COMMENTS.name(), column, schema));
  }

  /** Whether nothing is said, so that every table is laid out so. */
  boolean isSilent() {
    return equals(NONE);
  }

  /** This layout without what needs columns that the schema does not have. */
  TableLayout within(Schema schema) {
    return new TableLayout(
        partitionBy.filter(terms -> terms.stream().allMatch(term -> term.isIn(schema))),
        sortBy.filter(terms -> terms.stream().allMatch(term -> term.term().isIn(schema))),
        properties.within(schema),
        columnComments.entrySet().stream()
            .filter(each -> schema.findField(each.getKey()) != null)
            .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * The spec that a table of this schema should have; that of the table, if it already is so.
   *
   * @param now the table's
   */
  PartitionSpec spec(Schema schema, PartitionSpec now) {
    if (partitionBy.isEmpty() || !differs(schema, now)) {
      return now;
    }
    List<LayoutTerm> terms = new ArrayList<>(partitionBy.get());
    terms.sort(Comparator.comparingInt(term -> place(term, schema, now)));
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema).withSpecId(now.specId() + 1);
    terms.forEach(term -> term.addTo(spec));
    return spec.build();
  }

  boolean differs(Schema schema, PartitionSpec now) {
    return partitionBy.isPresent()
        && !(missing(schema, now).isEmpty() && unwanted(schema, now).isEmpty());
  }

  /** The partition fields that the table does not have yet. */
  List<LayoutTerm> missing(Schema schema, PartitionSpec now) {
    return partitionBy.orElse(List.of()).stream()
        .filter(term -> now.fields().stream().noneMatch(field -> term.is(field, schema)))
        .toList();
  }

  /** The partition fields that the table should have no longer. */
  List<PartitionField> unwanted(Schema schema, PartitionSpec now) {
    List<LayoutTerm> wanted = partitionBy.orElse(List.of());
    return now.fields().stream()
        .filter(field -> !field.transform().isVoid())
        .filter(field -> wanted.stream().noneMatch(term -> term.is(field, schema)))
        .toList();
  }

  /**
   * The sort order that a table of this schema should have; that of the table, if it already is so.
   */
  SortOrder order(Schema schema, SortOrder now) {
    if (sortBy.isEmpty()) {
      return now;
    }
    if (sortBy.get().isEmpty()) {
      return now.isUnsorted() ? now : SortOrder.unsorted();
    }
    SortOrder.Builder order = SortOrder.builderFor(schema).withOrderId(now.orderId() + 1);
    sortBy.get().forEach(term -> term.addTo(order));
    SortOrder wanted = order.build();
    return wanted.sameOrder(now) ? now : wanted;
  }

  /** The columns whose comments are others than they should be. */
  Map<String, String> commentsMissing(Schema schema) {
    Map<String, String> missing = new LinkedHashMap<>(columnComments);
    missing
        .entrySet()
        .removeIf(
            each -> {
              Types.NestedField field = schema.findField(each.getKey());
              return field == null || each.getValue().equals(field.doc());
            });
    return missing;
  }

  /** The table's fields keep their order, and new ones come behind them. */
  private static int place(LayoutTerm term, Schema schema, PartitionSpec now) {
    for (int i = 0; i < now.fields().size(); i++) {
      if (term.is(now.fields().get(i), schema)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
