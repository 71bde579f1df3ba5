// SPDX-License-Identifier: Apache-2.0
package dev.tributary.iceberg;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Files as another FileIO has them, but nothing is deleted: what should be is remembered until it
 * is known how the commit ended. Used by one commit, on one thread.
 */
final class KeepingFileIO implements FileIO {

  private static final long serialVersionUID = 1L;

  private final FileIO files;
  private final Set<String> unwanted = new LinkedHashSet<>();

  KeepingFileIO(FileIO files) {
    this.files = files;
  }

  /** Deletes it, now that it is known how the commit ended; what cannot be is left. */
  void deleteUnwanted() {
    for (String path : unwanted) {
      try {
        files.deleteFile(path);
      } catch (RuntimeException harmless) {
        return;
      }
    }
  }

  @Override
  public InputFile newInputFile(String path) {
    return files.newInputFile(path);
  }

  @Override
  public InputFile newInputFile(String path, long length) {
    return files.newInputFile(path, length);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return files.newOutputFile(path);
  }

  @Override
  public void deleteFile(String path) {
    unwanted.add(path);
  }

  @Override
  public Map<String, String> properties() {
    return files.properties();
  }
}
