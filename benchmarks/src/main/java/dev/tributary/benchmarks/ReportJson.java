// SPDX-License-Identifier: Apache-2.0
package dev.tributary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** A report for machines. */
final class ReportJson {

  private final Report report;
  private final JsonGenerator json;

  private ReportJson(Report report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  static void write(Report report, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (OutputStream out = Files.newOutputStream(file);
        JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter()) {
      new ReportJson(report, json).write();
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("benchmark", report.benchmark());
    json.writeStringField("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    for (Map.Entry<String, Object> each : report.about().entrySet()) {
      json.writeObjectField(each.getKey(), each.getValue());
    }
    machine();
    json.writeObjectFieldStart("tools");
    for (ToolResult tool : report.tools()) {
      tool(tool);
    }
    json.writeEndObject();
    ratios();
    json.writeEndObject();
  }

  private void machine() throws IOException {
    json.writeObjectFieldStart("machine");
    json.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
    json.writeStringField(
        "os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    json.writeStringField("java", Runtime.version().toString());
    json.writeEndObject();
  }

  private void tool(ToolResult tool) throws IOException {
    json.writeObjectFieldStart(tool.name());
    json.writeStringField("version", tool.version());
    json.writeNumberField("input-rows", tool.amount().rows());
    json.writeNumberField("input-bytes", tool.amount().bytes());
    json.writeBooleanField("right", tool.problem().isEmpty());
    if (tool.problem().isPresent()) {
      ToolResult.Problem problem = tool.problem().get();
      json.writeStringField(problem.missing() ? "missing" : "wrong", problem.what());
    } else {
      measures(tool);
    }
    json.writeEndObject();
  }

  private void measures(ToolResult tool) throws IOException {
    json.writeNumberField("rounds", tool.rounds().size());
    number("wall-seconds", tool.wallSeconds());
    number("cpu-seconds", tool.cpuSeconds());
    number("server-cpu-seconds", tool.serverCpuSeconds());
    number("rows-per-second", tool.rowsPerSecond());
    number("megabytes-per-second", tool.megabytesPerSecond());
    number("megabytes-per-cpu-second", tool.megabytesPerCpuSecond());
    json.writeNumberField("peak-bytes", tool.peakBytes());
    json.writeNumberField("bytes-written", tool.written());
    json.writeArrayFieldStart("each");
    for (Usage usage : tool.rounds()) {
      round(usage);
    }
    json.writeEndArray();
  }

  private void round(Usage usage) throws IOException {
    json.writeStartObject();
    number("wall-seconds", usage.wallSeconds());
    number("cpu-seconds", usage.cpuSeconds());
    number("server-cpu-seconds", usage.serverCpuSeconds());
    json.writeNumberField("peak-bytes", usage.peakBytes());
    json.writeStringField("load-before", usage.load());
    json.writeObjectFieldStart("said");
    for (String name : usage.said().keySet().stream().sorted().toList()) {
      json.writeStringField(name, usage.said().get(name));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void ratios() throws IOException {
    json.writeObjectFieldStart("ratios");
    for (Report.Ratio ratio : report.ratios()) {
      json.writeObjectFieldStart(ratio.over());
      json.writeStringField("of", ratio.ours());
      number("rate", ratio.rate());
      number("cpu", ratio.cpu());
      number("cpu-with-server", ratio.cpuWithServer());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void number(String name, double value) throws IOException {
    json.writeNumberField(name, Math.round(value * 1e3) / 1e3);
  }
}
