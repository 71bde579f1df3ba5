// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Secret;
import dev.tributary.error.TributaryException;
import dev.tributary.pipeline.Pipeline;
import dev.tributary.pipeline.PipelineBuilder;
import dev.tributary.pipeline.Plugins;
import dev.tributary.pipeline.StreamSpec;
import dev.tributary.sink.MaintenanceRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A pipeline described in a file: YAML or JSON, at most 1 MB, with placeholders filled in. It says
 * the same as {@link PipelineBuilder} does, with the same names, defaults and messages. Immutable.
 */
public final class JobFile {

  private static final int BYTES_MAX = 1 << 20;

  private final String pipeline;
  private final JobReader.Typed source;
  private final JobReader.Typed sink;
  private final JobReader.Typed state;
  private final List<StreamSpec> streams;
  private final JobReader.Pace pace;
  private final MaintenanceRequest maintenance;
  private final Set<Secret> secrets;

  JobFile(
      String pipeline,
      JobReader.Typed source,
      JobReader.Typed sink,
      JobReader.Typed state,
      List<StreamSpec> streams,
      JobReader.Pace pace,
      MaintenanceRequest maintenance,
      Set<Secret> secrets) {
    this.pipeline = pipeline;
    this.source = source;
    this.sink = sink;
    this.state = state;
    this.streams = List.copyOf(streams);
    this.pace = pace;
    this.maintenance = maintenance;
    this.secrets = Set.copyOf(secrets);
  }

  /**
   * Reads a job file; its folder is <code>${job.dir}</code> and the place that a relative {@code
   * state.path} starts from. Reads the environment where the file asks for it. Blocks.
   *
   * @throws TributaryException {@code JOB_INVALID} when it cannot be read, {@code SETTING_INVALID}
   *     naming all that is wrong with what it says, each with its line
   */
  public static JobFile read(Path file) {
    return read(file, System.getenv());
  }

  /** As {@link #read(Path)}, with the environment variables that the job may ask for. */
  public static JobFile read(Path file, Map<String, String> environment) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    try (InputStream in = Files.newInputStream(absolute)) {
      return read(in, file.toString(), parent == null ? absolute : parent, environment);
    } catch (IOException e) {
      throw Problems.unreadable(
          file.toString(), "it cannot be opened (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /**
   * Reads a job from a stream and leaves it open. Blocks.
   *
   * @param origin what messages call the job
   * @param directory stands for the job file's folder
   * @param environment the variables that the job may ask for
   * @throws TributaryException as {@link #read(Path)} does
   */
  public static JobFile read(
      InputStream in, String origin, Path directory, Map<String, String> environment) {
    JobNode root = JobParser.parse(text(in, origin), origin);
    Path absolute = directory.toAbsolutePath().normalize();
    Problems problems = new Problems(origin);
    Filling filling = new Filling(new Placeholders(environment, absolute), problems);
    JobNode filled = filling.fill("", root);
    Plugins plugins = Plugins.of(plugins());
    return new JobReader(plugins, absolute, problems, filling.secrets()).read(filled);
  }

  /** The name of the pipeline, and so of its state. */
  public String pipeline() {
    return pipeline;
  }

  /** The streams it names; empty when it means all that the source has. */
  public List<StreamSpec> streams() {
    return streams;
  }

  /** What the group {@code maintain} says, for {@link Pipeline#maintain}. */
  public MaintenanceRequest maintenance() {
    return maintenance;
  }

  /** A new builder with all that the file says, for callers who add a listener or more. */
  public PipelineBuilder toPipeline() {
    PipelineBuilder builder =
        Pipeline.named(pipeline)
            .source(source.type(), source.settings())
            .sink(sink.type(), sink.settings())
            .state(state.type(), state.settings())
            .classLoader(plugins());
    streams.forEach(builder::stream);
    pace.parallelism().ifPresent(threads -> builder.parallelism(threads.intValue()));
    pace.commitEveryRows().ifPresent(builder::commitEvery);
    return builder;
  }

  /** The text with stars for every secret that the job holds. */
  public String mask(String text) {
    String masked = text;
    for (Secret secret : secrets) {
      masked = secret.reveal().isBlank() ? masked : masked.replace(secret.reveal(), "***");
    }
    return masked;
  }

  private static ClassLoader plugins() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? JobFile.class.getClassLoader() : ofThread;
  }

  private static String text(InputStream in, String origin) {
    try {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw Problems.unreadable(origin, "it is longer than 1 MB", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Problems.unreadable(origin, "it is not text in UTF-8", e);
    } catch (IOException e) {
      throw Problems.unreadable(origin, "reading it failed", e);
    }
  }
}
