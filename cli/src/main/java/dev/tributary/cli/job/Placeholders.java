// SPDX-License-Identifier: Apache-2.0
package dev.tributary.cli.job;

import dev.tributary.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills what stands as <code>${...}</code> in a job's texts: environment variables, with a default
 * behind {@code :-}; {@code job.dir}, the folder of the job file; secrets by provider. A text that
 * holds a secret becomes one. <code>$${</code> stands for <code>${</code>. What was filled in is
 * not looked at again. Immutable.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER =
      Pattern.compile("(?<escaped>\\$\\$\\{)|\\$\\{(?<name>[^}]*)\\}|(?<open>\\$\\{)");
  private static final String SECRET = "secret:";
  private static final int SECRET_BYTES_MAX = 1 << 16;

  private final Map<String, String> environment;
  private final Path directory;

  Placeholders(Map<String, String> environment, Path directory) {
    this.environment = Map.copyOf(environment);
    this.directory = directory;
  }

  /**
   * The text, or a {@link Secret} where it holds one.
   *
   * @throws IllegalArgumentException whose message says what cannot be filled and what to do
   */
  Object fill(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    boolean secret = false;
    while (matcher.find()) {
      secret |= matcher.group("name") != null && matcher.group("name").startsWith(SECRET);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(replacement(matcher)));
    }
    matcher.appendTail(filled);
    return secret ? Secret.of(filled.toString()) : filled.toString();
  }

  private String replacement(Matcher matcher) {
    if (matcher.group("escaped") != null) {
      return "${";
    }
    if (matcher.group("open") != null) {
      throw new IllegalArgumentException("has a ${ without its }; write $${ for a plain one");
    }
    return value(matcher.group("name"));
  }

  private String value(String name) {
    if (name.equals("job.dir")) {
      return directory.toString();
    }
    if (name.startsWith(SECRET)) {
      return secret(name.substring(SECRET.length()));
    }
    int split = name.indexOf(":-");
    String variable = split < 0 ? name : name.substring(0, split);
    return variable(variable)
        .or(() -> split < 0 ? Optional.empty() : Optional.of(name.substring(split + 2)))
        .orElseThrow(() -> unset(variable));
  }

  /** As in a shell, a variable that is set to nothing counts as not set. */
  private Optional<String> variable(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "has ${" + name + "}, which names no environment variable, no job.dir and no secret");
    }
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private String secret(String reference) {
    int colon = reference.indexOf(':');
    String provider = colon < 0 ? reference : reference.substring(0, colon);
    String name = reference.substring(colon + 1);
    return switch (provider) {
      case "env" -> variable(name).orElseThrow(() -> unset(name));
      case "file" -> file(directory.resolve(name));
      default ->
          throw new IllegalArgumentException(
              "asks the secret provider '"
                  + provider
                  + "', which is not available yet; use ${secret:env:NAME} or ${secret:file:PATH}");
    };
  }

  private static String file(Path path) {
    try {
      if (Files.size(path) > SECRET_BYTES_MAX) {
        throw new IllegalArgumentException("names a secret file of over 64 KB: " + path);
      }
      return Files.readString(path).replaceAll("\\R\\z", "");
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "names a secret file that cannot be read as text: " + path, e);
    }
  }

  private static IllegalArgumentException unset(String variable) {
    return new IllegalArgumentException(
        "needs the environment variable "
            + variable
            + ", which is not set; set it, or write a default as in ${"
            + variable
            + ":-value}");
  }
}
