// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.error.ErrorCode;
import dev.tributary.error.TributaryException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which files belong to which stream. */
final class FileNames {

  private static final Pattern JSON =
      Pattern.compile("(?<stream>.+?)([-_.][0-9].*)?\\.(ndjson|jsonl|json)");

  private FileNames() {}

  /** The stream that a file belongs to by its name alone. */
  static Optional<String> stream(Path file) {
    Matcher matcher = JSON.matcher(file.toString());
    return file.getNameCount() == 1 && matcher.matches()
        ? Optional.of(matcher.group("stream"))
        : Optional.empty();
  }

  /** Whether a file belongs to the stream, by its pattern, or by its name where there is none. */
  static Predicate<Path> of(String stream, Optional<String> pattern) {
    if (pattern.isEmpty()) {
      return file -> stream(file).filter(stream::equals).isPresent();
    }
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.get());
      return matcher::matches;
    } catch (PatternSyntaxException e) {
      throw new TributaryException(
          ErrorCode.SETTING_INVALID,
          "'pattern' is no glob: " + e.getDescription(),
          "Correct the pattern of stream '" + stream + "'",
          e);
    }
  }
}
