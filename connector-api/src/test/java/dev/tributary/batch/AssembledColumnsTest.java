// SPDX-License-Identifier: Apache-2.0
package dev.tributary.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Field;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssembledColumnsTest {

  private static final Type NESTED =
      Type.struct(
          Field.optional("text", Type.STRING),
          Field.optional("tags", Type.list(Type.LONG)),
          Field.optional("map", Type.map(Type.STRING, Type.DOUBLE)));

  @Test
  void aTruncatedColumnGoesOnAsIfTheRestHadNeverBeen() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(i % 3 == 0 ? null : row(i));
    }
    Column whole = Column.of(NESTED);
    rows.forEach(whole::append);
    whole.truncate(100);
    whole.truncate(150);

    rows.subList(100, 200).forEach(whole::append);

    assertThat(values(whole)).isEqualTo(rows);
    assertThat(whole.nullCount()).isEqualTo(67);
  }

  @Test
  void structsStandOverChildrenThatWereFilledByThemselves() {
    Column slots = Column.of(Type.struct());
    ((StructColumn) slots).endStruct();
    slots.appendNull();
    Column child = Column.of(Type.LONG);
    child.append(7L);
    child.appendNull();

    StructColumn structs =
        StructColumn.over(slots, List.of(Field.optional("id", Type.LONG)), List.of(child));

    assertThat(values(structs)).containsExactly(Map.of("id", 7L), null);
    assertThat(structs.type()).isEqualTo(Type.struct(Field.optional("id", Type.LONG)));
  }

  @Test
  void listsStandOverElementsThatWereFilledByThemselves() {
    Column slots = Column.of(Type.BOOLEAN);
    slots.append(true);
    slots.appendNull();
    slots.append(true);
    Column elements = Column.of(Type.STRING);
    elements.append("a");
    elements.append("b");

    ListColumn lists = ListColumn.over(slots, new int[] {0, 2, 2, 2}, elements);

    assertThat(values(lists)).containsExactly(List.of("a", "b"), null, List.of());
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    Column slots = Column.of(Type.BOOLEAN);
    slots.append(true);
    Column empty = Column.of(Type.LONG);

    assertThatThrownBy(
            () -> StructColumn.over(slots, List.of(Field.optional("a", Type.LONG)), List.of(empty)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ListColumn.over(slots, new int[] {0, 1}, empty))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> row(int i) {
    return Map.of(
        "text", "t".repeat(i % 5), "tags", List.of(1L, (long) i), "map", Map.of("k", i / 2.0));
  }

  private static List<Object> values(Column column) {
    Object[] values = new Object[column.size()];
    Arrays.setAll(values, column::value);
    return Arrays.asList(values);
  }
}
