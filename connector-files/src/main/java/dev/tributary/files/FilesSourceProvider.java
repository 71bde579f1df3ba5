// SPDX-License-Identifier: Apache-2.0
package dev.tributary.files;

import dev.tributary.config.Config;
import dev.tributary.config.Context;
import dev.tributary.config.Settings;
import dev.tributary.source.Source;
import dev.tributary.source.SourceProvider;

/**
 * Reads JSON files of one local folder, each one once.
 *
 * <p>A stream is a set of files: by default those called like the stream, as {@code orders.ndjson},
 * or like the stream and a number, as {@code orders-2024-05-01.json}; else those that match its
 * {@code pattern}. Files are read in the order of their modification times, then names. Links that
 * lead out of the folder are refused.
 *
 * <p>A file must be whole when it appears: write it under another name, or elsewhere, and move it.
 * One that changes after it was read is an error, as nobody can say which of its rows are new. The
 * position remembers the last 96 files one by one and how many there were before them: a file that
 * comes with an older time than all 96 is an error too, unless as many old files are gone, when it
 * counts as one of them; and a file that changes after 96 newer ones were read counts as new.
 */
public final class FilesSourceProvider implements SourceProvider {

  @Override
  public String name() {
    return "files";
  }

  @Override
  public Settings settings() {
    return FilesSettings.SETTINGS;
  }

  @Override
  public Settings streamSettings() {
    return StreamSettings.SETTINGS;
  }

  @Override
  public Source create(Config config, Context context) {
    return new FilesSource(FilesSettings.from(config));
  }
}
