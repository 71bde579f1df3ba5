// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Secret;
import dev.tributary.config.Setting;
import dev.tributary.config.Settings;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Plugins;
import dev.tributary.sink.MaintenanceRequest;
import dev.tributary.sink.SinkProvider;
import dev.tributary.source.SourceProvider;
import dev.tributary.state.StateStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Understands a parsed job file, and reports all that is wrong with it together. Used once. */
final class JobReader {

  private final Plugins plugins;
  private final Path directory;
  private final Problems problems;
  private final Set<Secret> secrets;

  JobReader(Plugins plugins, Path directory, Problems problems, Set<Secret> secrets) {
    this.secrets = new LinkedHashSet<>(secrets);
    this.plugins = plugins;
    this.directory = directory;
    this.problems = problems;
  }

  /**
   * @throws TributaryException {@code SETTING_INVALID}, naming every problem
   */
  JobFile read(JobNode root) {
    Section job = Section.of("", root, problems);
    String pipeline = name(job);
    Plugged<SourceProvider> source =
        plugged(job, "source", plugins::source, SourceProvider::settings);
    Plugged<SinkProvider> sink = plugged(job, "sink", plugins::sink, SinkProvider::settings);
    List<StreamSection> streams =
        StreamSection.all(job, directory, source.provider(), sink.provider(), problems);
    Pace pace = pace(job);
    Typed state = state(job);
    MaintenanceRequest maintenance = maintenance(job);
    job.refuseOthers();
    problems.throwIfAny();
    return new JobFile(
        pipeline,
        source.typed(),
        sink.typed(),
        state,
        streams.stream().map(StreamSection::spec).toList(),
        pace,
        maintenance,
        secrets);
  }

  /** A plugin's name and the settings for it. */
  record Typed(String type, Map<String, Object> settings) {}

  /** How a pipeline runs. */
  record Pace(Optional<Long> parallelism, Optional<Long> commitEveryRows) {}

  private record Plugged<P>(Optional<P> provider, Typed typed) {}

  private <P> Plugged<P> plugged(
      Section job, String key, Function<String, P> find, Function<P, Settings> settingsOf) {
    Optional<Section> section = job.group(key);
    if (section.isEmpty()) {
      problems.add(key, "is missing; it needs at least a type");
      return new Plugged<>(Optional.empty(), new Typed("", Map.of()));
    }
    String type =
        section.get().read(Settings.of(JobSettings.TYPE)).find(JobSettings.TYPE).orElse("");
    Optional<P> provider = type.isEmpty() ? Optional.empty() : find(key, type, find);
    Map<String, Object> settings =
        provider.map(it -> settings(section.get(), settingsOf.apply(it))).orElse(Map.of());
    return new Plugged<>(provider, new Typed(type, settings));
  }

  private <P> Optional<P> find(String key, String type, Function<String, P> find) {
    try {
      return Optional.of(find.apply(type));
    } catch (TributaryException e) {
      problems.add(key + ".type", "is wrong: " + e.getMessage() + ". " + e.nextStep());
      return Optional.empty();
    }
  }

  private Map<String, Object> settings(Section section, Settings settings) {
    Map<String, Object> taken = section.take(settings);
    Config config = section.check(settings, taken);
    if (settings == StateStores.settings()) {
      StateStores.problems("state", config).forEach(problems::add);
    }
    section.refuseOthers();
    remember(settings, taken);
    return taken;
  }

  private void remember(Settings settings, Map<String, Object> values) {
    for (Setting<?> setting : settings.all()) {
      if (setting.kind() == Setting.Kind.SECRET
          && values.get(setting.name()) instanceof String text) {
        secrets.add(Secret.of(text));
      }
    }
  }

  private Pace pace(Section job) {
    Optional<Section> run = job.group("run");
    Optional<Section> every = run.flatMap(it -> it.group("commit-every"));
    Optional<Config> commit = every.map(it -> it.read(JobSettings.COMMIT_EVERY));
    Optional<Config> threads = run.map(it -> it.read(JobSettings.RUN));
    every.ifPresent(Section::refuseOthers);
    run.ifPresent(Section::refuseOthers);
    return new Pace(
        threads.flatMap(it -> it.find(JobSettings.PARALLELISM)),
        commit.flatMap(it -> it.find(JobSettings.ROWS)));
  }

  private MaintenanceRequest maintenance(Section job) {
    Map<String, Object> taken = Map.of();
    Optional<Section> section = job.group("maintain");
    if (section.isPresent()) {
      taken = section.get().take(MaintenanceRequest.settings());
      section.get().refuseOthers();
    }
    List<String> wrong = new ArrayList<>();
    MaintenanceRequest request = MaintenanceRequest.of("maintain", taken, wrong);
    wrong.forEach(problems::add);
    return request;
  }

  /** A relative path starts from the job's folder, so that it does not matter who runs it where. */
  private Typed state(Section job) {
    Map<String, Object> settings =
        new LinkedHashMap<>(
            job.group("state").map(it -> settings(it, StateStores.settings())).orElse(Map.of()));
    Object type = settings.getOrDefault("type", "file");
    if (type.equals("file")) {
      Object path = settings.getOrDefault("path", StateStores.DEFAULT_PATH);
      settings.put("path", path instanceof String text ? directory.resolve(text).toString() : path);
    }
    settings.remove("type");
    return new Typed(type.toString(), settings);
  }

  private String name(Section job) {
    Optional<String> name = job.read(Settings.of(JobSettings.PIPELINE)).find(JobSettings.PIPELINE);
    if (name.isPresent() && name.get().isBlank()) {
      problems.add("pipeline", "is blank; it names the pipeline and its state");
    }
    return name.orElse("");
  }
}
