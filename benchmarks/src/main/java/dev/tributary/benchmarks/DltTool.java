// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The script {@code dlt_load.py} in a process of its own.
 *
 * @param json nested values become texts of JSON, not tables
 */
record DltTool(
    String name,
    String rival,
    DltInstallation dlt,
    JsonData data,
    List<Fact> facts,
    boolean json,
    Layout layout,
    int threads)
    implements Tool {

  @Override
  public String version() {
    return DltInstallation.VERSION;
  }

  @Override
  public Amount amount() {
    return data.amount();
  }

  @Override
  public Optional<String> missing() {
    return dlt.missing();
  }

  @Override
  public List<String> command(Path folder) {
    return List.of(
        dlt.python().toString(),
        dlt.script().toString(),
        data.folder().toString(),
        data.stream(),
        json ? "json" : "tables",
        folder.toString(),
        String.valueOf(threads));
  }

  @Override
  public String wrong(Usage usage, Path folder) throws SQLException {
    return layout.differences(Lake.of(folder, Lake.NAMESPACE), facts, data.checksums());
  }
}
