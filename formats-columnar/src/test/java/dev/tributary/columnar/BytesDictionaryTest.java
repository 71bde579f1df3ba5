// SPDX-License-Identifier: Apache-2.0
package dev.tributary.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.batch.BytesColumn;
import dev.tributary.batch.Column;
import dev.tributary.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class BytesDictionaryTest {

  /** So many values that the table becomes a large one. */
  @Property(tries = 20)
  void valuesAreNumberedAsTheyFirstCome(@ForAll long seed) {
    Random random = new Random(seed);
    BytesDictionary dictionary = new BytesDictionary(true);
    Map<String, Integer> expected = new LinkedHashMap<>();
    for (int step = 0; step < 20; step++) {
      List<String> values = values(random);

      List<Integer> found = indices(dictionary, values);

      List<Integer> wanted = new ArrayList<>();
      for (String value : values) {
        expected.putIfAbsent(value, expected.size());
        wanted.add(expected.get(value));
      }
      assertThat(found).isEqualTo(wanted);
    }
    assertThat(dictionary.size()).isEqualTo(expected.size());
  }

  private static List<Integer> indices(BytesDictionary dictionary, List<String> values) {
    BytesColumn column = (BytesColumn) Column.of(Type.STRING);
    values.forEach(column::append);
    VariableBytes source = new VariableBytes();
    int count = source.find(column, 0, column.size());
    dictionary.prepare(source, count);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indices.add(dictionary.index(i, source.data(), source.start(i), source.length(i)));
    }
    return indices;
  }

  private static List<String> values(Random random) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String text = Integer.toString(random.nextInt(8_000));
      values.add("x".repeat(random.nextInt(3) * 7) + (random.nextInt(50) == 0 ? "" : text));
    }
    return values;
  }
}
