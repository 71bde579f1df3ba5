// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.cli.job.JobFile;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.TableUpkeep;
import dev.tributary.sink.MaintenanceRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "maintain",
    sortOptions = false,
    description =
        "Keeps the tables of a job fast and small, also while it is run: compacts small files,"
            + " expires old snapshots, deletes files of nobody.")
final class MaintainCommand extends JobCommand {

  @Option(names = "--dry-run", description = "Change nothing; say what would be done.")
  private boolean dryRun;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "WORK",
      description =
          "Only some of: compact, manifests, expire, orphans. Default: what the job says, else"
              + " all.")
  private List<String> only = List.of();

  private MaintenanceRequest request = MaintenanceRequest.standard();

  MaintainCommand(Console console) {
    super(console);
  }

  @Override
  void learn(JobFile job) {
    MaintenanceRequest ofJob = job.maintenance();
    request = (only.isEmpty() ? ofJob : ofJob.only(only)).dryRun(dryRun);
  }

  @Override
  Answer answer(Pipeline pipeline) {
    List<TableUpkeep> tables = pipeline.maintain(request);
    return UpkeepAnswer.of(tables, request);
  }
}
