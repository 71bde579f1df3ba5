// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Config;
import dev.tributary.config.Settings;
import dev.tributary.error.TributaryException;
import dev.tributary.evolution.Contract;
import dev.tributary.evolution.Declaration;
import dev.tributary.pipeline.Quarantine;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.pipeline.check.Check;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a stream of a job file says of its rows: columns, nested values, contract, quarantine and
 * checks.
 */
final class RowsSection {

  private RowsSection() {}

  /** The stream with what the section says. */
  static StreamSpec read(Section section, Path directory, Problems problems, StreamSpec stream) {
    StreamSpec spec =
        stream
            .withNesting(NestedSection.read(section, problems))
            .withContract(contract(section, problems))
            .withDeclaration(declaration(section, directory, problems))
            .withChecks(checks(section, problems));
    return quarantine(section, problems).map(spec::withQuarantine).orElse(spec);
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

  /** What a schema file says, and what the columns say on top of it. */
  private static Declaration declaration(Section section, Path directory, Problems problems) {
    Config config = section.read(Settings.of(JobSettings.SCHEMA));
    Declaration filed =
        config
            .find(JobSettings.SCHEMA)
            .map(file -> filed(section.path("schema"), directory.resolve(file), problems))
            .orElse(Declaration.nothing());
    return filed.with(columns(section, problems));
  }

  private static Declaration filed(String path, Path file, Problems problems) {
    try {
      return Declaration.of(SchemaFile.read(file));
    } catch (TributaryException e) {
      problems.add(path, "is wrong: " + e.getMessage() + ". " + e.nextStep());
      return Declaration.nothing();
    }
  }

  private static Declaration columns(Section section, Problems problems) {
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

  private static List<Check> checks(Section section, Problems problems) {
    Optional<JobNode> node = section.takeNode("checks");
    if (node.isEmpty()) {
      return List.of();
    }
    String path = section.path("checks");
    List<JobNode> each = node.get().list().orElse(List.of());
    for (int i = 0; i < each.size(); i++) {
      problems.place(path + "." + (i + 1), each.get(i).line());
    }
    List<String> wrong = new ArrayList<>();
    List<Check> checks = Check.read(path, plain(node.get()), wrong);
    wrong.forEach(problems::add);
    return checks;
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
}
