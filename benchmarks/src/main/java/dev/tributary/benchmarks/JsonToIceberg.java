// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import dev.tributary.evolution.Nesting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Files of JSON into Iceberg tables, once, by each tool in turns. */
final class JsonToIceberg {

  static final String NAME = "json-to-iceberg";

  private static final int THREADS = 2;
  private static final String OURS = "tributary-";
  private static final String DLT = "dlt-";

  private final Options options;

  JsonToIceberg(Options options) {
    this.options = options;
  }

  Report run() throws Exception {
    List<Tool> chosen = Turns.chosen(tools(), options.only());
    Turns turns = new Turns(chosen, () -> 0.0, options.cache());
    return report(turns.run(options.rounds()));
  }

  private List<Tool> tools() throws IOException {
    List<Tool> tools = new ArrayList<>(ours());
    tools.addAll(dlt());
    return tools;
  }

  private List<Tool> ours() throws IOException {
    JsonData flat = data(new FlatDocuments(), options.megabytes());
    JsonData nested = data(new NestedDocuments(), options.megabytes());
    return List.of(
        ours("flat", flat, new FlatDocuments(), Nesting.Mode.KEEP, Layout.FLAT),
        ours("keep", nested, new NestedDocuments(), Nesting.Mode.KEEP, Layout.KEEP),
        ours("tables", nested, new NestedDocuments(), Nesting.Mode.TABLES, Layout.INDEX_PATHS));
  }

  private Tool ours(
      String name, JsonData data, Documents documents, Nesting.Mode mode, Layout layout) {
    return new JsonTool(
        OURS + name, data, documents.facts(), mode, layout, THREADS, options.javaOptions());
  }

  private List<Tool> dlt() throws IOException {
    DltInstallation dlt = new DltInstallation(options.cache());
    JsonData flat = data(new FlatDocuments(), options.dltMegabytes());
    JsonData nested = data(new NestedDocuments(), options.dltMegabytes());
    List<Fact> flatFacts = new FlatDocuments().facts();
    List<Fact> facts = new NestedDocuments().facts();
    return List.of(
        new DltTool(DLT + "flat", OURS + "flat", dlt, flat, flatFacts, false, Layout.FLAT, THREADS),
        new DltTool(DLT + "json", OURS + "keep", dlt, nested, facts, true, Layout.JSON, THREADS),
        new DltTool(
            DLT + "tables",
            OURS + "tables",
            dlt,
            nested,
            facts,
            false,
            Layout.PARENT_IDS,
            THREADS));
  }

  private JsonData data(Documents documents, long megabytes) throws IOException {
    return JsonData.of(documents, megabytes * 1_000_000, options.cache());
  }

  private Report report(List<ToolResult> results) {
    String subject =
        String.format(
            Locale.ROOT,
            "%,d MB of flat and of nested lines of JSON; %,d MB of the same for dlt; %d threads",
            options.megabytes(),
            options.dltMegabytes(),
            THREADS);
    Map<String, Object> about =
        Map.of(
            "megabytes",
            options.megabytes(),
            "dlt-megabytes",
            options.dltMegabytes(),
            "threads",
            THREADS);
    return new Report(NAME, subject, about, results);
  }
}
