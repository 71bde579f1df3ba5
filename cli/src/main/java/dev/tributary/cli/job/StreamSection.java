// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Settings;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** One stream of a job file: the job's own keys, the source's and the sink's. Immutable. */
record StreamSection(StreamSpec spec) {

  static List<StreamSection> all(
      Section job,
      Optional<SourceProvider> source,
      Optional<SinkProvider> sink,
      Problems problems) {
    Optional<JobNode> node = job.takeNode("streams");
    if (node.isEmpty()) {
      return List.of();
    }
    if (node.get().list().isEmpty()) {
      problems.add("streams", "must be a list, each stream with a dash: '- name: ...'");
    }
    List<StreamSection> streams = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JobNode each : node.get().list().orElse(List.of())) {
      Section section = Section.of(path(each, streams.size()), each, problems);
      StreamSection stream = read(section, source, sink, problems);
      if (!names.add(stream.spec().name())) {
        problems.add(section.path("name"), "names a stream that is there already");
      }
      streams.add(stream);
    }
    return streams;
  }

  private static String path(JobNode stream, int ordinal) {
    return "streams."
        + stream
            .map()
            .map(map -> map.get("name"))
            .flatMap(JobNode::text)
            .orElse("" + (ordinal + 1));
  }

  private static StreamSection read(
      Section section,
      Optional<SourceProvider> source,
      Optional<SinkProvider> sink,
      Problems problems) {
    Config own = section.read(JobSettings.STREAM);
    Map<String, Object> forSource = settings(section, source.map(SourceProvider::streamSettings));
    Map<String, Object> forTable = settings(section, sink.map(SinkProvider::tableSettings));
    refuseWhatComesLater(section, problems);
    if (source.isPresent() && sink.isPresent()) {
      section.refuseOthers();
    }
    StreamSpec spec = spec(own, forSource, forTable);
    return new StreamSection(quarantine(section, problems).map(spec::withQuarantine).orElse(spec));
  }

  private static Map<String, Object> settings(Section section, Optional<Settings> settings) {
    Map<String, Object> taken = settings.map(section::take).orElse(Map.of());
    settings.ifPresent(it -> section.check(it, taken));
    return taken;
  }

  private static StreamSpec spec(
      Config own, Map<String, Object> forSource, Map<String, Object> forTable) {
    StreamSpec spec =
        StreamSpec.of(own.find(JobSettings.NAME).orElse(""))
            .withKey(own.get(JobSettings.PRIMARY_KEY).toArray(String[]::new))
            .withDisposition(own.get(JobSettings.DISPOSITION))
            .withOnMissingTable(own.get(JobSettings.ON_MISSING_TABLE))
            .withSourceSettings(forSource)
            .withTableSettings(forTable);
    spec = own.find(JobSettings.TABLE).map(spec::withTable).orElse(spec);
    return own.find(JobSettings.CURSOR).map(spec::withCursor).orElse(spec);
  }

  private static Contract contract(Section section, Problems problems) {
    Optional<JobNode> node = section.takeNode("contract");
    if (node.isEmpty()) {
      return Contract.EVOLVE;
    }
    List<String> wrong = new ArrayList<>();
    Contract contract = Contract.read(section.path("contract"), plain(node.get()), wrong);
    wrong.forEach(problems::add);
    return contract;
  }

  private static Declaration declaration(Section section, Problems problems) {
    Optional<JobNode> node = section.takeNode("columns");
    if (node.isEmpty()) {
      return Declaration.nothing();
    }
    if (!(plain(node.get()) instanceof Map<?, ?> columns)) {
      problems.add(section.path("columns"), "must be a group, each 'column: type' or its settings");
      return Declaration.nothing();
    }
    List<String> wrong = new ArrayList<>();
    @SuppressWarnings("unchecked") // keys of a job file are text
    Map<String, ?> written = (Map<String, ?>) columns;
    Declaration declaration = Declaration.read(section.path("columns"), written, wrong);
    wrong.forEach(problems::add);
    return declaration;
  }

  private static Object plain(JobNode node) {
    return Objects.requireNonNull(node.plain());
  }

  /** {@code true}, {@code false}, or the limits. */
  private static Optional<Quarantine> quarantine(Section section, Problems problems) {
    Optional<JobNode> node = section.takeNode("quarantine");
    if (node.isEmpty() || Boolean.FALSE.equals(node.get().value())) {
      return Optional.empty();
    }
    if (Boolean.TRUE.equals(node.get().value())) {
      return Optional.of(Quarantine.UNLIMITED);
    }
    Section limits = Section.of(section.path("quarantine"), node.get(), problems);
    Config config = limits.read(JobSettings.QUARANTINE);
    limits.refuseOthers();
    return Optional.of(
        new Quarantine(
            config.get(JobSettings.MAX_ROWS), config.get(JobSettings.MAX_PERCENT) / 100.0));
  }

  private static void refuseWhatComesLater(Section section, Problems problems) {
    section
        .takeNode("nested")
        .filter(node -> !"keep".equals(node.value()))
        .ifPresent(
            node ->
                problems.add(
                    section.path("nested"), "may only be 'keep'; others are not supported yet"));
  }
}
