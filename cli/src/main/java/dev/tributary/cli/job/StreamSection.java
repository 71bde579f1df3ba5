// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Settings;
import dev.tributary.pipeline.History;
import dev.tributary.pipeline.Merging;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One stream of a job file: the job's own keys, the source's and the sink's. Immutable. */
record StreamSection(StreamSpec spec) {

  static List<StreamSection> all(
      Section job,
      Path directory,
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
      StreamSection stream = read(section, directory, source, sink, problems);
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
      Path directory,
      Optional<SourceProvider> source,
      Optional<SinkProvider> sink,
      Problems problems) {
    Config own = section.read(JobSettings.STREAM);
    Map<String, Object> forSource = settings(section, source.map(SourceProvider::streamSettings));
    Map<String, Object> forTable = settings(section, sink.map(SinkProvider::tableSettings));
    StreamSpec spec =
        RowsSection.read(section, directory, problems, spec(own, forSource, forTable, problems));
    if (source.isPresent() && sink.isPresent()) {
      section.refuseOthers();
    }
    return new StreamSection(spec);
  }

  private static Map<String, Object> settings(Section section, Optional<Settings> settings) {
    Map<String, Object> taken = settings.map(section::take).orElse(Map.of());
    settings.ifPresent(it -> section.check(it, taken));
    return taken;
  }

  private static Merging merging(Config own, Problems problems) {
    return new Merging(
        own.get(JobSettings.MERGE),
        own.find(JobSettings.DEDUP_BY),
        own.find(JobSettings.DELETE_FLAG),
        own.get(JobSettings.MERGE_KEY),
        history(own, problems));
  }

  private static History history(Config own, Problems problems) {
    try {
      return new History(
          own.get(JobSettings.VALID_FROM),
          own.get(JobSettings.VALID_TO),
          own.find(JobSettings.VERSION_BY),
          own.get(JobSettings.RETIRE),
          own.get(JobSettings.RETIRE_WITHIN));
    } catch (IllegalArgumentException e) {
      problems.add(
          own.find(JobSettings.NAME).map(name -> "stream '" + name + "': ").orElse("")
              + e.getMessage());
      return History.STANDARD;
    }
  }

  private static StreamSpec spec(
      Config own, Map<String, Object> forSource, Map<String, Object> forTable, Problems problems) {
    StreamSpec spec =
        StreamSpec.of(own.find(JobSettings.NAME).orElse(""))
            .withKey(own.get(JobSettings.PRIMARY_KEY).toArray(String[]::new))
            .withDisposition(own.get(JobSettings.DISPOSITION))
            .withReplaceScope(own.get(JobSettings.SCOPE))
            .withMerging(merging(own, problems))
            .withOnMissingTable(own.get(JobSettings.ON_MISSING_TABLE))
            .withSourceSettings(forSource)
            .withTableSettings(forTable);
    spec = own.find(JobSettings.TABLE).map(spec::withTable).orElse(spec);
    return own.find(JobSettings.CURSOR).map(spec::withCursor).orElse(spec);
  }
}
