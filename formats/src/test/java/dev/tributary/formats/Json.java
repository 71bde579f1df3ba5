// SPDX-License-Identifier: Apache-2.0
package dev.tributary.formats;

import dev.tributary.batch.Batch;
import dev.tributary.source.RefusedRow;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What reading some JSON gave: rows without their nulls, the schema of each batch, refusals. */
record Json(List<Map<String, Object>> rows, List<String> schemas, List<RefusedRow> refused) {

  static Json of(JsonOptions options, String... lines) {
    return of(options, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }

  static Json lines(String... lines) {
    return of(JsonOptions.lines(), lines);
  }

  static Json documents(String... lines) {
    return of(JsonOptions.documents(), lines);
  }

  static Json of(JsonOptions options, byte[] bytes) {
    return of(JsonReader.of("in", new ByteArrayInputStream(bytes), options));
  }

  static Json of(JsonReader reader) {
    Json json = new Json(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try (reader) {
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        batch.toMaps().forEach(row -> json.rows.add(present(row)));
        json.schemas.add(batch.schema().toString());
        json.refused.addAll(reader.refused());
      }
      json.refused.addAll(reader.refused());
    }
    return json;
  }

  /** The reason for the one row that was refused. */
  String reason() {
    if (refused.size() != 1) {
      throw new AssertionError(refused.size() + " rows are refused: " + refused);
    }
    return refused.get(0).reason();
  }

  private static Map<String, Object> present(Map<String, Object> row) {
    Map<String, Object> present = new LinkedHashMap<>();
    row.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }
}
