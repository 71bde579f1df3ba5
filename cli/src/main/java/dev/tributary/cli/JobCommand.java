// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli;

import dev.tributary.cli.job.JobFile;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about one job: builds its pipeline, asks it, and prints the answer. */
abstract class JobCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "JOB",
      description = "The job file, YAML or JSON; - reads it from standard input.")
  private String job = "";

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, for machines.")
  private boolean json;

  @Option(names = "--debug", description = "With an error, print where in the code it arose.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and end.")
  boolean help; // picocli reads it

  JobCommand(Console console) {
    this.console = console;
  }

  /** What the command asks of the pipeline. */
  abstract Answer answer(Pipeline pipeline);

  /** What the command takes from the job beside its pipeline. */
  void learn(JobFile job) {}

  /** What the command adds to the pipeline. */
  PipelineBuilder prepare(PipelineBuilder builder) {
    return builder;
  }

  @Override
  public Integer call() {
    return ask(this::answer);
  }

  final Console console() {
    return console;
  }

  final boolean isJson() {
    return json;
  }

  /** Opens the pipeline, asks it, prints, and says how the process should end. */
  final int ask(Function<Pipeline, Answer> question) {
    Errors errors = new Errors(console, debug);
    try {
      JobFile file = read();
      errors.hide(file::mask);
      Answer answer = answered(file, question);
      String text = json ? JsonDocument.pretty(answer.json()) : answer.text();
      console.out().println(answer.failures().isEmpty() ? text : errors.masked(text));
      console.out().flush();
      answer.failures().forEach(failure -> errors.tell(failure.subject(), failure.error()));
      return answer.exitCode();
    } catch (TributaryException e) {
      return failed(errors, e);
    } catch (RuntimeException e) {
      return failed(errors, Errors.unforeseen(e));
    }
  }

  private Answer answered(JobFile file, Function<Pipeline, Answer> question) {
    learn(file);
    try (Pipeline pipeline = prepare(file.toPipeline()).build()) {
      return question.apply(pipeline);
    }
  }

  private int failed(Errors errors, TributaryException error) {
    if (json) {
      console
          .out()
          .println(
              errors.masked(
                  JsonDocument.pretty(PlainValues.map("error", PlainValues.error(error)))));
    }
    errors.tell(error);
    return ExitCode.of(error.code());
  }

  private JobFile read() {
    return job.equals("-")
        ? JobFile.read(console.in(), "standard input", console.directory(), console.environment())
        : JobFile.read(console.directory().resolve(Path.of(job)), console.environment());
  }
}
